import { DAY_SECONDS } from "../../model/units.ts";
import type { RegionNeeds } from "../../records/planetary/region-needs.ts";
import { ACTIVE_TIME, untilActive } from "../active-time.ts";
import type { MissionLane } from "../driver.ts";

const DAY = BigInt(DAY_SECONDS);
/** A transaction is mined within as many seconds after its lane has asked for it. */
const SOON = 60n;

/** Has a region's operator wait for the next day where the day's limit leaves no room for a job. */
export class DayRoom {
  readonly #needs: ReadonlyMap<string, RegionNeeds>;
  /** Region and day → what its jobs commit. */
  readonly #taken = new Map<string, bigint>();

  constructor(needs: readonly RegionNeeds[]) {
    this.#needs = new Map(needs.map((need) => [need.region, need]));
  }

  /** Waits until a job can be posted right away. Where all of a region's jobs fit one day nobody waits, or asks. */
  async take(lane: MissionLane, region: string, committedWei: bigint): Promise<void> {
    const { costWei, bondsWei, terms } = this.#needs.get(region) as RegionNeeds;
    if (costWei + bondsWei <= terms.dayWei) return;
    for (;;) {
      const [answer] = await lane.read(ACTIVE_TIME);
      const active = answer?.[0] as bigint;
      const day = active / DAY;
      const key = `${region} ${day}`;
      const takenWei = (this.#taken.get(key) ?? 0n) + committedWei;
      if ((active + SOON) / DAY === day && takenWei <= terms.dayWei) {
        this.#taken.set(key, takenWei);
        return;
      }
      await untilActive(lane, (day + 1n) * DAY);
    }
  }
}
