import type { Plan } from "../../model/plan.ts";
import { DAY_SECONDS } from "../../model/units.ts";
import { unbondingSettings } from "../settings.ts";

/** `StakeManager.MAX_UNBONDING_SECONDS`. */
const LONGEST_SECONDS = 90 * DAY_SECONDS;

/** Where the parameters drill moves the unbonding time: a day, or as far as the contract allows, up before down. */
export function unbondingMove(plan: Plan) {
  const { seconds: fromSeconds, leastSeconds } = unbondingSettings(plan);
  const upSeconds = Math.min(DAY_SECONDS, LONGEST_SECONDS - fromSeconds);
  const downSeconds = Math.min(DAY_SECONDS, fromSeconds - leastSeconds);
  return { fromSeconds, toSeconds: upSeconds > 0 ? fromSeconds + upSeconds : fromSeconds - downSeconds };
}
