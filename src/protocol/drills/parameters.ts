import type { DrillResult } from "../../model/drill.ts";
import { DAY_SECONDS } from "../../model/units.ts";
import { eventOf, textArg } from "../../records/events.ts";
import { executionDelayOf } from "../../records/settings.ts";
import { callAfterDelay } from "../scheduled-call.ts";
import type { DrillSetting } from "./drill.ts";

/** `StakeManager.MAX_UNBONDING_SECONDS`. */
const LONGEST_SECONDS = 90 * DAY_SECONDS;

/**
 * The owner, as council, moves the unbonding time by a day through the AccessManager's delay, before which it is refused,
 * and moves it back: up, unless that is more than the contract allows.
 */
export async function parametersDrill({ driver, cast, plan }: DrillSetting): Promise<DrillResult> {
  const { unbondingSeconds } = plan.protocol.windows;
  const isLongest = unbondingSeconds + DAY_SECONDS > LONGEST_SECONDS;
  const movedSeconds = unbondingSeconds + (isLongest ? -DAY_SECONDS : DAY_SECONDS);
  const set = (seconds: number, triesEarly = false) =>
    callAfterDelay(driver, {
      from: cast.owner,
      contract: "StakeManager",
      function: "setUnbondingSeconds",
      args: [seconds],
      delaySeconds: executionDelayOf("COUNCIL"),
      triesEarly,
    });
  const changed = await set(movedSeconds, true);
  const restored = await set(unbondingSeconds);
  const [moved, back] = [changed, restored].map(
    (transactions) => eventOf(transactions.at(-1), "UnbondingSecondsChanged").args,
  );
  const [scheduled, early] = changed;
  const operation = textArg(eventOf(scheduled, "OperationScheduled").args, "operationId");
  return {
    intervention: `the owner ${isLongest ? "shortens" : "lengthens"} the unbonding time by a day: holding COUNCIL, it tries before that role's delay is over, and after it`,
    expected: `refused early with AccessManagerNotReady(${operation}); unbonding ${unbondingSeconds} to ${movedSeconds} seconds, and back to ${unbondingSeconds}`,
    happened: `${early?.status === "reverted" ? `refused early with ${early.error}` : "not refused early"}; unbonding ${moved?.beforeSeconds} to ${moved?.afterSeconds} seconds, and back to ${back?.afterSeconds}`,
    wayBack: "the owner sets the old value the same way",
    idle: null,
    transactions: [...changed, ...restored],
  };
}
