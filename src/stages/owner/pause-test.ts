import { SCRIPTS } from "../../model/scripts.ts";
import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { rehearsePause } from "./rehearse-pause.ts";

const DESCRIPTION = {
  stage: SCRIPTS.pauseTest.stage,
  script: SCRIPTS.pauseTest.name,
  does: "Pauses both layers as their owner, proves what the pause stops, and resumes.",
};

await runScript(DESCRIPTION, (context) =>
  transact(context, (driver, project) => rehearsePause(driver, project, context)),
);
