import type { OwnReadings } from "../../model/drill-readings.ts";
import { tryAs } from "../../observe/drill-states.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { unbondingMove } from "../../records/drills/unbonding-move.ts";
import { executionDelayOf } from "../../records/settings.ts";
import type { Driver, Step } from "../driver.ts";
import { callAfterDelay, scheduleStep } from "../scheduled-call.ts";

/**
 * The owner, as council, moves the unbonding time through the AccessManager's delay, before which it is refused, and moves
 * it back.
 */
export async function changeParameters(driver: Driver, { cast, plan }: DrillScene): Promise<OwnReadings> {
  const { fromSeconds, toSeconds } = unbondingMove(plan);
  const move = (seconds: number): Step => ({
    from: cast.owner,
    contract: "StakeManager",
    function: "setUnbondingSeconds",
    args: [seconds],
  });
  const delaySeconds = executionDelayOf("COUNCIL");
  await driver.mine({ steps: [scheduleStep(driver, cast.owner, move(toSeconds))] });
  const allowedAt = driver.now() + BigInt(delaySeconds);
  await driver.mine({ steps: [{ ...move(toSeconds), expect: "reverted" }] });
  const early = await tryAs(driver, cast.owner, move(toSeconds));
  await driver.mine({ at: allowedAt, steps: [move(toSeconds)] });
  await callAfterDelay(driver, { ...move(fromSeconds), delaySeconds });
  return { kind: "parameters", early };
}
