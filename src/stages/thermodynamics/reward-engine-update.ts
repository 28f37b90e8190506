import { SCRIPTS } from "../../model/scripts.ts";
import { UPDATE_FLAGS, UPDATE_INSTEAD } from "../by-hand.ts";
import { runScript } from "../script.ts";
import { setRewards } from "./set-rewards.ts";

await runScript(
  {
    stage: SCRIPTS.rewardEngineUpdate.stage,
    script: SCRIPTS.rewardEngineUpdate.name,
    does: "Shows what the plan's role shares and these parameters would change; sends them with --execute.",
    flags: {
      ...UPDATE_FLAGS,
      "nat-price": {
        value: "tokens",
        says: "what a nat of uncertainty is worth at the reference temperature",
        otherwise: "as it is",
      },
      kappa: { value: "number", says: "the part of the free energy that is paid out", otherwise: "as it is" },
      "epoch-cap": { value: "tokens", says: "the most that an epoch pays", otherwise: "as it is" },
    },
    instead: UPDATE_INSTEAD,
  },
  setRewards,
);
