import type { Plan } from "../../model/plan.ts";
import { WAD } from "../../model/units.ts";

/** Between a drill's tick and what came before it. */
export const TICK_SECONDS = 3_600n;

/** What drills' ticks report, in receipts beside what came of it. */
export const DRILL_TICK_FORMULA =
  "backlog and lateness are what the drill's step states, and emission too; where it states none, emission = the sum of the plan's rewards / its budget.total; measured 3600 seconds of active time after the block before the tick";

/** What a tick reports as emission unless it says otherwise, simulated: the mission's rewards over its budget. */
export function plannedEmissionWad({ jobs, budget }: Plan): bigint {
  const rewardsWei = jobs.reduce((sum, { rewardWei }) => sum + rewardWei, 0n);
  return budget.totalWei === 0n ? 0n : (rewardsWei * WAD) / budget.totalWei;
}
