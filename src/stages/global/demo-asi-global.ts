import { SCRIPTS } from "../../model/scripts.ts";
import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { runGlobal } from "./run-global.ts";

const DESCRIPTION = {
  stage: SCRIPTS.global.stage,
  script: SCRIPTS.global.name,
  does: "Deploys the planetary layer beside the national one, votes budgets, runs the regions' jobs, settles rewards.",
};

await runScript(DESCRIPTION, (context) =>
  transact(context, (driver, project) => runGlobal(driver, project, context.out), { settles: "global" }),
);
