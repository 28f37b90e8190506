import { runGlobal } from "../../acts/global/run-global.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";

const DESCRIPTION = {
  stage: SCRIPTS.global.stage,
  script: SCRIPTS.global.name,
  does: "Deploys the planetary layer beside the national one, votes budgets, runs the regions' jobs, settles rewards.",
};

await runScript(DESCRIPTION, (context) => transact(context, runGlobal, { settles: "global" }));
