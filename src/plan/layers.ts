import type { Allocation, Budget, Drill, Job, LayerId, Plan } from "../model/plan.ts";
import { employingRegion } from "../model/regions.ts";
import { scheduleJobs } from "./schedule.ts";

/** A plan that is both layers, taken apart. */
export interface SplitPlan {
  readonly national: Plan;
  /** Null if no job names a region. */
  readonly planetary: Plan | null;
  /** The layer that has regions or people, but no job. */
  readonly emptyLayer: LayerId | null;
}

/** A job belongs to the planetary layer as soon as it names a region, a coordination layer or GLOBAL. */
export function isRegional({ region }: { readonly region?: string | null | undefined }): boolean {
  return region !== undefined && region !== null;
}

/**
 * Takes a plan without layers apart: jobs that name a region are its planetary layer, the others its nation. A plan that
 * names no regions is its own nation as it stands. Both layers have the same people, each of whom stakes once.
 */
export function splitLayers(plan: Plan): SplitPlan {
  if (plan.regions.length === 0) return { national: plan, planetary: null, emptyLayer: null };
  const regional = plan.jobs.filter(isRegional);
  const own = plan.jobs.filter((job) => !isRegional(job));
  if (regional.length === 0) return { national: plan, planetary: null, emptyLayer: "planetary" };
  const budgets = splitBudget(plan, regional);
  return {
    national: {
      ...layerOf(plan, own, budgets.national),
      regions: [],
      borrowed: regional,
      drills: plan.drills.filter((drill) => !isOfPlanet(drill)),
    },
    planetary: { ...layerOf(plan, regional, budgets.planetary), drills: plan.drills.filter(isOfPlanet) },
    emptyLayer: own.length === 0 ? "national" : null,
  };
}

/** A drill of the plan's own that names something of the planetary layer. */
function isOfPlanet({ own }: Drill): boolean {
  return own?.stage === "global";
}

function layerOf(plan: Plan, jobs: readonly Job[], budget: Budget): Plan {
  const scheduling = scheduleJobs(jobs);
  if (!scheduling.ok) throw new RangeError("the jobs of a checked plan form a cycle");
  return { ...plan, jobs, budget, schedule: scheduling.schedule };
}

/** The planet gets what its regions are allocated, or what their jobs reward where that is more; the nation the rest. */
function splitBudget(plan: Plan, regional: readonly Job[]): Readonly<Record<LayerId, Budget>> {
  const { currency, totalWei, natPriceWei, allocations } = plan.budget;
  const employers = Map.groupBy(regional, ({ region }) => employingRegion(plan, region));
  const isPlanetary = (allocation: Allocation) => employers.has(allocation.region ?? allocation.key);
  const planetary = allocations.filter(isPlanetary);
  const planetaryWei = [...employers].reduce((sum, [region, jobs]) => {
    const allocatedWei = planetary.find((one) => (one.region ?? one.key) === region)?.amountWei ?? 0n;
    const rewardsWei = rewardsOf(jobs);
    return sum + (allocatedWei > rewardsWei ? allocatedWei : rewardsWei);
  }, 0n);
  const restWei = totalWei - planetaryWei;
  const leastWei = rewardsOf(plan.jobs) - rewardsOf(regional);
  return {
    national: {
      currency,
      totalWei: restWei > leastWei ? restWei : leastWei,
      natPriceWei,
      allocations: allocations.filter((allocation) => !isPlanetary(allocation)),
    },
    planetary: { currency, totalWei: planetaryWei, natPriceWei, allocations: planetary },
  };
}

function rewardsOf(jobs: readonly Job[]): bigint {
  return jobs.reduce((sum, { rewardWei }) => sum + rewardWei, 0n);
}
