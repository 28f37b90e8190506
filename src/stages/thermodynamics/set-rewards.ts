import { chosenOf } from "../../acts/chosen.ts";
import { proposeRewards, wantedOf } from "../../acts/thermodynamics/set-rewards.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { parseAmount } from "../../support/amount.ts";
import { update } from "../by-hand.ts";
import type { ScriptContext } from "../script.ts";

/** Shows or sends what brings the reward engine to the plan's role shares and to what the flags say. */
export function setRewards(context: ScriptContext): Promise<string> {
  const { "nat-price": natPrice, kappa, "epoch-cap": epochCap } = context.flags;
  const chosen = chosenOf({
    natPriceWei: amountFlag("nat-price", natPrice),
    kappaWad: amountFlag("kappa", kappa),
    epochCapWei: amountFlag("epoch-cap", epochCap),
  });
  return update(context, "reward-engine-update", proposeRewards(wantedOf(chosen)), chosen);
}

/** @returns wei in decimal digits, `null` without the flag. */
function amountFlag(flag: string, given: unknown): string | null {
  if (given === undefined) return null;
  const parsed = parseAmount(String(given));
  if (parsed.ok) return String(parsed.wei);
  throw new OmniError(FLAG.VALUE_REFUSED, { flag, given: String(given), problem: parsed.reason });
}
