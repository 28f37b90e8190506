import { npmRun } from "../model/scripts.ts";
import { describe, EXIT } from "./error.ts";

/** 25xx: the thermodynamics stage. */
export const THERMODYNAMICS = {
  NO_COUNCIL_ROLE: describe<{ owner: string }>({
    number: 2501,
    exit: EXIT.failed,
    message: ({ owner }) => `The owner "${owner}" does not hold the council's role on this chain.`,
    mend: () =>
      "Name the plan whose owner the chain was deployed for, or propose the change to the governor.",
  }),
  NO_REWARD_ENGINE: describe<Record<string, never>>({
    number: 2503,
    exit: EXIT.failed,
    message: () => "There is no reward engine on this chain, so its parameters cannot be set.",
    mend: () => `Run "${npmRun("global")}" first, or leave --nat-price, --kappa and --epoch-cap out.`,
  }),
};
