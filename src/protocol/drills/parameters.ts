import type { OwnReadings } from "../../model/drill-readings.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { unbondingMove } from "../../records/drills/unbonding-move.ts";
import { executionDelayOf } from "../../records/settings.ts";
import type { Driver } from "../driver.ts";
import { callAfterDelay } from "../scheduled-call.ts";

/**
 * The owner, as council, moves the unbonding time through the AccessManager's delay, before which it is refused, and moves
 * it back.
 */
export async function changeParameters(driver: Driver, { cast, plan }: DrillScene): Promise<OwnReadings> {
  const { fromSeconds, toSeconds } = unbondingMove(plan);
  const set = (seconds: number, triesEarly: boolean) =>
    callAfterDelay(driver, {
      from: cast.owner,
      contract: "StakeManager",
      function: "setUnbondingSeconds",
      args: [seconds],
      delaySeconds: executionDelayOf("COUNCIL"),
      triesEarly,
    });
  await set(toSeconds, true);
  await set(fromSeconds, false);
  return { kind: "parameters" };
}
