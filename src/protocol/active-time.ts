import type { MissionLane } from "./driver.ts";

/**
 * Waits until the protocol's active time has reached `activeSeconds`, however often the system pauses meanwhile.
 * Windows are half-open, so the first block at that time is the first outside.
 */
export async function untilActive(lane: MissionLane, activeSeconds: bigint): Promise<void> {
  for (;;) {
    const [answer] = await lane.read([{ contract: "SystemPause", function: "activeTime", args: [] }]);
    const active = answer?.[0] as bigint;
    if (active >= activeSeconds) return;
    await lane.until(lane.now() + (activeSeconds - active));
  }
}
