import type { Plan } from "../../model/plan.ts";

const DAY_SECONDS = 86_400;
/** `StakeManager.MAX_UNBONDING_SECONDS`. */
const LONGEST_SECONDS = 90 * DAY_SECONDS;

/** Where the parameters drill moves the unbonding time: up by a day, unless that is more than the contract allows. */
export function unbondingMove({ protocol }: Plan) {
  const fromSeconds = protocol.windows.unbondingSeconds;
  const isLongest = fromSeconds + DAY_SECONDS > LONGEST_SECONDS;
  return { isLongest, fromSeconds, toSeconds: fromSeconds + (isLongest ? -DAY_SECONDS : DAY_SECONDS) };
}
