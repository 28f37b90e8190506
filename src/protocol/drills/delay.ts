import type { DelayReading } from "../../model/drill-readings.ts";
import { readDelay } from "../../observe/drill-states.ts";
import { adjustmentOf } from "../../records/drills/job-script.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { incentiveConfig } from "../../records/settings.ts";
import type { Driver, MissionLane } from "../driver.ts";
import { applyLatePolicy } from "../late-policy.ts";

/** Sets the policy of a drill's late job in motion. @returns what the policy started from. */
export async function triggerPolicy(
  lane: MissionLane,
  driver: Driver,
  scene: DrillScene,
  jobId: bigint,
): Promise<DelayReading> {
  const reading = await readDelay(driver, incentiveConfig(scene.plan).epochSeconds, jobId);
  const stakeManager = driver.book.get("StakeManager").address;
  await applyLatePolicy(lane, scene.cast, { jobId, policy: adjustmentOf(scene), stakeManager });
  return reading;
}
