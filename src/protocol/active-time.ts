import type { Read } from "../model/record.ts";
import type { MissionLane } from "./driver.ts";

/** What `untilActive` begins with, to be foreseen by the transactions before it. */
export const ACTIVE_TIME: readonly Read[] = [{ contract: "SystemPause", function: "activeTime", args: [] }];

/**
 * Waits until the protocol's active time has reached `activeSeconds`, however often the system pauses meanwhile.
 * Windows are half-open, so the first block at that time is the first outside.
 */
export async function untilActive(lane: MissionLane, activeSeconds: bigint): Promise<void> {
  for (;;) {
    const [answer] = await lane.read(ACTIVE_TIME);
    const active = answer?.[0] as bigint;
    if (active >= activeSeconds) return;
    await lane.until(lane.now() + (activeSeconds - active), ACTIVE_TIME);
  }
}
