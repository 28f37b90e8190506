import { SCRIPTS } from "../../model/scripts.ts";
import { takeOff } from "../../protocol/national/takeoff.ts";
import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { leavingsOf } from "./leavings.ts";

const DESCRIPTION = {
  stage: SCRIPTS.takeoff.stage,
  script: SCRIPTS.takeoff.name,
  does: "Begins a new journal, deploys the national layer, runs the nation's jobs and rehearses the drills.",
};

await runScript(DESCRIPTION, (context) =>
  transact(context, async (driver, project) => leavingsOf(await takeOff(driver, project)), {
    fresh: true,
    settles: "takeoff",
  }),
);
