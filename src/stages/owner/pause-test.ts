import { rehearsePause } from "../../acts/owner/rehearse-pause.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { requireStatedChain } from "./surroundings.ts";

const DESCRIPTION = {
  stage: SCRIPTS.pauseTest.stage,
  script: SCRIPTS.pauseTest.name,
  does: "Pauses both layers as their owner, proves what the pause stops, and resumes.",
};

await runScript(DESCRIPTION, (context) =>
  transact(context, async (driver, scene) => {
    await requireStatedChain(driver, context, process.env);
    return rehearsePause(driver, scene);
  }),
);
