import { proposeRewards } from "../../acts/thermodynamics/set-rewards.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { parseAmount } from "../../support/amount.ts";
import type { ScriptContext } from "../script.ts";
import { update } from "./proposal.ts";

/** Shows or sends what brings the reward engine to the plan's role shares and to what the flags say. */
export function setRewards(context: ScriptContext): Promise<string> {
  const { "nat-price": natPrice, kappa, "epoch-cap": epochCap } = context.flags;
  const wanted = {
    ...(natPrice === undefined ? {} : { natPriceWei: amountFlag("nat-price", natPrice) }),
    ...(kappa === undefined ? {} : { kappaWad: amountFlag("kappa", kappa) }),
    ...(epochCap === undefined ? {} : { epochCapWei: amountFlag("epoch-cap", epochCap) }),
  };
  return update(context, "reward-engine-update", proposeRewards(wanted));
}

function amountFlag(flag: string, given: unknown): bigint {
  const parsed = parseAmount(String(given));
  if (parsed.ok) return parsed.wei;
  throw new OmniError(FLAG.VALUE_REFUSED, { flag, given: String(given), problem: parsed.reason });
}
