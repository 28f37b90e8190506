import { npmRun } from "../model/scripts.ts";
import { describe, EXIT } from "./error.ts";

/** 25xx: the thermodynamics stage. */
export const THERMODYNAMICS = {
  NO_REWARD_ENGINE: describe<Record<string, never>>({
    number: 2503,
    exit: EXIT.failed,
    message: () => "There is no reward engine on this chain, so its parameters cannot be set.",
    mend: () => `Run "${npmRun("global")}" first, or leave --nat-price, --kappa and --epoch-cap out.`,
  }),
};
