import type { Plan } from "../../model/plan.ts";
import { WAD } from "../../model/units.ts";

/** Between a drill's tick and what came before it. */
export const TICK_SECONDS = 3_600n;

/** What a tick reports as emission unless it says otherwise, simulated: the mission's rewards over its budget. */
export function plannedEmissionWad({ jobs, budget }: Plan): bigint {
  const rewardsWei = jobs.reduce((sum, { rewardWei }) => sum + rewardWei, 0n);
  return budget.totalWei === 0n ? 0n : (rewardsWei * WAD) / budget.totalWei;
}
