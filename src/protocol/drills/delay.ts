import type { DelayReading } from "../../model/drill-readings.ts";
import { readDelay } from "../../observe/drill-states.ts";
import { adjustmentOf } from "../../records/drills/job-script.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { incentiveConfig } from "../../records/settings.ts";
import type { Driver, MissionLane, Step } from "../driver.ts";
import { one } from "../lifecycle.ts";

/**
 * Sets a late job's delay policy in motion, and lifts the pause if it is a pause check. A policy that has nothing left to
 * move, or no turn left in its epoch, may refuse.
 *
 * @returns what the policy started from.
 */
export async function triggerPolicy(
  lane: MissionLane,
  driver: Driver,
  scene: DrillScene,
  jobId: bigint,
): Promise<DelayReading> {
  const reading = await readDelay(driver, incentiveConfig(scene.plan).epochSeconds, jobId);
  const triggered = await one(lane, triggerOf(scene, jobId));
  const isPaused = adjustmentOf(scene) === "trigger-pause-check" && triggered.status === "success";
  if (isPaused) await checkAndResume(lane, driver, scene);
  return reading;
}

function triggerOf({ cast, ...scene }: DrillScene, jobId: bigint): Step {
  const pauseCheck = adjustmentOf(scene) === "trigger-pause-check";
  return {
    from: pauseCheck ? cast.guardian : cast.operator,
    contract: "JobRegistry",
    function: pauseCheck ? "triggerPauseCheck" : "triggerDelayPolicy",
    args: [jobId],
    expect: "either",
  };
}

/** What the pause is for: the guardian resumes only if the stakes' token balance covers everything owed. */
async function checkAndResume(lane: MissionLane, { book }: Driver, { cast }: DrillScene): Promise<void> {
  const stakeManager = book.get("StakeManager").address;
  const [balance, totals] = await lane.read([
    { contract: "AGIALPHA", function: "balanceOf", args: [stakeManager] },
    { contract: "StakeManager", function: "totals", args: [] },
  ]);
  const owedWei = [...(totals?.[0] as Iterable<bigint>)].reduce((sum, amountWei) => sum + amountWei, 0n);
  if ((balance?.[0] as bigint) < owedWei) return;
  await one(lane, { from: cast.guardian, contract: "SystemPause", function: "guardianResume", args: [] });
}
