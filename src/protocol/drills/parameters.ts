import { eventOf } from "../events.ts";
import { callAfterDelay } from "../scheduled-call.ts";
import { executionDelayOf } from "../settings.ts";
import type { DrillResult, DrillSetting } from "./drill.ts";

/** The owner, as council, moves the unbonding time by a day through the AccessManager's delay, and moves it back. */
export async function parametersDrill({ driver, cast, plan }: DrillSetting): Promise<DrillResult> {
  const { unbondingSeconds } = plan.protocol.windows;
  const set = (seconds: number) =>
    callAfterDelay(driver, {
      from: cast.owner,
      contract: "StakeManager",
      function: "setUnbondingSeconds",
      args: [seconds],
      delaySeconds: executionDelayOf("COUNCIL"),
    });
  const changed = await set(unbondingSeconds + 86_400);
  const restored = await set(unbondingSeconds);
  const [lengthened, back] = [changed, restored].map(
    (transactions) => eventOf(transactions.at(-1), "UnbondingSecondsChanged").args,
  );
  return {
    intervention: "the owner lengthens the unbonding time by a day, after the council's execution delay",
    expected: `unbonding ${unbondingSeconds} to ${unbondingSeconds + 86_400} seconds, and back to ${unbondingSeconds}`,
    happened: `unbonding ${lengthened?.beforeSeconds} to ${lengthened?.afterSeconds} seconds, and back to ${back?.afterSeconds}`,
    wayBack: "the owner sets the old value the same way",
    transactions: [...changed, ...restored],
  };
}
