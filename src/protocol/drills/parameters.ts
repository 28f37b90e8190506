import { eventOf, textArg } from "../events.ts";
import { callAfterDelay } from "../scheduled-call.ts";
import { executionDelayOf } from "../settings.ts";
import type { DrillResult, DrillSetting } from "./drill.ts";

/**
 * The owner, as council, moves the unbonding time by a day through the AccessManager's delay, before which it is refused,
 * and moves it back.
 */
export async function parametersDrill({ driver, cast, plan }: DrillSetting): Promise<DrillResult> {
  const { unbondingSeconds } = plan.protocol.windows;
  const set = (seconds: number, triesEarly = false) =>
    callAfterDelay(driver, {
      from: cast.owner,
      contract: "StakeManager",
      function: "setUnbondingSeconds",
      args: [seconds],
      delaySeconds: executionDelayOf("COUNCIL"),
      triesEarly,
    });
  const changed = await set(unbondingSeconds + 86_400, true);
  const restored = await set(unbondingSeconds);
  const [lengthened, back] = [changed, restored].map(
    (transactions) => eventOf(transactions.at(-1), "UnbondingSecondsChanged").args,
  );
  const [scheduled, early] = changed;
  const operation = textArg(eventOf(scheduled, "OperationScheduled").args, "operationId");
  return {
    intervention:
      "the owner lengthens the unbonding time by a day: it tries before the council's execution delay is over, and after it",
    expected: `refused early with AccessManagerNotReady(${operation}); unbonding ${unbondingSeconds} to ${unbondingSeconds + 86_400} seconds, and back to ${unbondingSeconds}`,
    happened: `${early?.status === "reverted" ? `refused early with ${early.error}` : "not refused early"}; unbonding ${lengthened?.beforeSeconds} to ${lengthened?.afterSeconds} seconds, and back to ${back?.afterSeconds}`,
    wayBack: "the owner sets the old value the same way",
    idle: null,
    transactions: [...changed, ...restored],
  };
}
