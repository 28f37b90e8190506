import { runTakeoff } from "../../acts/takeoff/run-takeoff.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";

const DESCRIPTION = {
  stage: SCRIPTS.takeoff.stage,
  script: SCRIPTS.takeoff.name,
  does: "Begins a new journal, deploys the national layer, runs the nation's jobs and rehearses the drills.",
};

await runScript(DESCRIPTION, (context) => transact(context, runTakeoff, { fresh: true, settles: "takeoff" }));
