import { lateVoteSeconds } from "../economics/judging-delay.ts";
import { defaultNatPriceWei } from "../economics/nat-price.ts";
import type { Plan } from "../model/plan.ts";
import { employingRegion } from "../model/regions.ts";
import { DAY_SECONDS, WAD } from "../model/units.ts";

const EXECUTION_GRACE_SECONDS = 14 * DAY_SECONDS;

/** `IQuadraticGovernor.Configuration` of a plan. */
export function governorConfiguration({ protocol }: Plan, proposalGuardian: string) {
  const { windows, quorum } = protocol;
  return {
    votingDelaySeconds: windows.votingDelaySeconds,
    votingPeriodSeconds: windows.votingPeriodSeconds,
    lateQuorumExtensionSeconds: lateVoteSeconds(windows.votingPeriodSeconds),
    executionGraceSeconds: EXECUTION_GRACE_SECONDS,
    ballotCredits: quorum.voiceCredits,
    quorumBps: quorum.proposalBps,
    proposalGuardian,
  };
}

/** What a nat of uncertainty is worth by a plan at the initial temperature, wei. */
export function natPriceOf({ budget, jobs }: Pick<Plan, "budget" | "jobs">): bigint {
  return capped(budget.natPriceWei ?? defaultNatPriceWei(jobs));
}

/**
 * `IRewardEngineMB.Parameters` of a plan: a two-hundredth of the free energy, at most a hundredth of the budget an epoch. As
 * planned the free energy of all jobs together is twice their rewards, so that no epoch comes near its cap unless it is hot.
 */
export function rewardParameters(plan: Pick<Plan, "budget" | "jobs">) {
  const { budget } = plan;
  return {
    natPriceWei: natPriceOf(plan),
    kappaWad: WAD / 200n,
    epochCapWei: capped(budget.totalWei / 100n),
    amountCapWei: capped(budget.totalWei),
    uncertaintyCapWad: 1_000n * WAD,
  };
}

/** `FreeEnergy.MAX_QUANTITY` */
function capped(amountWei: bigint): bigint {
  const most = 2n ** 96n - 1n;
  return amountWei < most ? amountWei : most;
}

export const REWARD_EPOCH_SECONDS = 7 * DAY_SECONDS;

/** For how long an epoch that is over takes attestations. */
export const REWARD_COLLECTION_SECONDS = DAY_SECONDS;

const EXECUTOR = "RegionalExecutor ";

/** @returns the executor's name in the address book. */
export function executorName(region: string): string {
  return `${EXECUTOR}${region}`;
}

/** @returns whose executor has that name in the address book. */
export function regionOfExecutor(name: string): string {
  return name.slice(EXECUTOR.length);
}

/** How many jobs with bonds a return looks at: `RegionalExecutor.MAX_FREED`. */
export const MOST_FREED = 32;

/** The regions that get an executor: the plan's own that have a job, and the global one if a job belongs to none of them. */
export function executorRegions(plan: Plan): string[] {
  const employing = new Set(plan.jobs.map(({ region }) => employingRegion(plan, region)));
  const own = plan.regions.map((region) => region.id);
  const others = [...employing].filter((region) => !own.includes(region));
  return [...own.filter((region) => employing.has(region)), ...others];
}

/** The contract that divides pots; `MAX_OPTIONS` of them at the most share one. */
export const DIVISION = "BudgetDivision";
export const MOST_DIVIDERS = 32;

/** What proposals that set a value whole ask whether it is still the one that they saw. */
export const PRECONDITION = "Precondition";

/** Name of the Safe in the address book. */
export const TREASURY = "Treasury";

/** More than half of the council. */
export function councilThreshold(members: number): number {
  return Math.floor(members / 2) + 1;
}
