import { DRILL_ACTIONS } from "../../../model/drill-actions.ts";
import type { DrillStep } from "../../../model/drill-definition.ts";
import { RESTRICTED_FUNCTIONS } from "../../roles.ts";
import { executionDelayOf } from "../../settings.ts";

/** Seconds from scheduling a step's call until it may be made: only what the owner holds has a delay. */
export function delayOf({ as, action }: DrillStep): number {
  const call = DRILL_ACTIONS[action]?.call;
  if (as !== "owner" || !call) return 0;
  const restricted = RESTRICTED_FUNCTIONS.find(
    ({ contract, signature }) => contract === call.contract && signature.startsWith(`${call.function}(`),
  );
  return restricted === undefined ? 0 : executionDelayOf(restricted.role);
}
