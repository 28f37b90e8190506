import { npmRun, SCRIPTS } from "../../model/scripts.ts";
import { UPDATE_FLAGS, UPDATE_INSTEAD } from "../by-hand.ts";
import { runScript } from "../script.ts";
import { changeParameters } from "./change-params.ts";

await runScript(
  {
    stage: SCRIPTS.ownerParams.stage,
    script: SCRIPTS.ownerParams.name,
    does: "Shows what other values of parameters would change; sends them with --execute.",
    flags: {
      ...UPDATE_FLAGS,
      set: {
        value: "name=value,…",
        says: `parameters as "${npmRun("parameters")}" calls them, such as StakeManager.unbondingSeconds=1900800; decimals for tokens and what has 18 decimals, else whole numbers`,
      },
    },
    instead: UPDATE_INSTEAD,
  },
  changeParameters,
);
