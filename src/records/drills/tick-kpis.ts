import type { Plan } from "../../model/plan.ts";
import type { Kpis } from "../../model/thermodynamics.ts";
import { WAD } from "../../model/units.ts";

/** Between a drill's tick and what came before it. */
export const TICK_SECONDS = 3_600n;

/**
 * The KPI readings that are attested in the thermostat drill, one for each tick. They are simulated: the mission's paid rewards
 * over its budget, no backlog, and one late job in ten, then none.
 */
export function tickKpis(plan: Plan): readonly Kpis[] {
  const emissionWad = plannedEmissionWad(plan);
  return [WAD / 10n, 0n].map((slaWad) => ({ emissionWad, backlogWad: 0n, slaWad }));
}

/** The mission's rewards over its budget. */
export function plannedEmissionWad({ jobs, budget }: Plan): bigint {
  const rewardsWei = jobs.reduce((sum, { rewardWei }) => sum + rewardWei, 0n);
  return budget.totalWei === 0n ? 0n : (rewardsWei * WAD) / budget.totalWei;
}
