import { attemptsOf } from "../economics/attempts.ts";
import { max } from "../economics/fixed-point.ts";
import { bondsWei, postedWei } from "../economics/jury.ts";
import type { Project } from "../model/loaded-project.ts";
import type { Job, Plan } from "../model/plan.ts";
import { peopleOf } from "../records/casting.ts";
import { type CostTerms, claimTerms, costTerms, jobCostWei, mostWorthWei } from "../records/job-request.ts";
import { stakeOf } from "./admission.ts";

/** Where the token's whole supply comes from, wei: nothing is minted later. */
export interface Supply {
  readonly totalWei: bigint;
  /** Handed to the employer for rewards, fees and bonuses of the national layer and of coordination. */
  readonly employerWei: bigint;
  /** Handed to the Safe for regional budgets and for the reward engine's reserve. */
  readonly safeWei: bigint;
}

/** What the reward engine's reserve takes, in hundredths of the budget. */
const REWARD_RESERVE = 4n;

/**
 * The supply that a mission needs: each plan's budget twice or more (jobs, fees and bonuses, rewards on top), what the drills'
 * jobs cost, a bond for each job, every stake and what its owner keeps at hand, and a tenth as the treasury's reserve.
 */
export function supplyOf({ shared, national, planetary }: Project): Supply {
  const plans = [national, shared, planetary].filter((plan) => plan !== null);
  const peopleWei = peopleOf(shared ?? national, plans).map((person) => stakeOf(person) + person.spareWei);
  const terms = costTerms(national);
  const employed = [national, shared].filter((plan) => plan !== null);
  const bonds = employed.flatMap((plan) =>
    plan.jobs.map(
      (job) => BigInt(attemptsOf(plan, job).length) * postedWei(mostWorthWei(job), claimTerms(national), 1),
    ),
  );
  const employerWei =
    sum([national, shared].map((plan) => spendingWei(plan, terms))) + sum(drillCosts(national)) + sum(bonds);
  const setAsideWei = (job: Job) => bondsWei(mostWorthWei(job), claimTerms(national));
  const safeWei = spendingWei(planetary, terms, { reserve: REWARD_RESERVE, setAsideWei });
  const neededWei = employerWei + safeWei + sum(peopleWei);
  return { totalWei: neededWei + neededWei / 10n, employerWei, safeWei };
}

interface Spending {
  readonly reserve?: bigint;
  /** What a region sets aside for the bonds of a job. */
  readonly setAsideWei?: (job: Job) => bigint;
}

/** Twice the budget, or what all jobs cost beside it where fees and bonuses take more; and what is drawn to be done again. */
function spendingWei(
  plan: Plan | null,
  terms: CostTerms,
  { reserve = 0n, setAsideWei = () => 0n }: Spending = {},
): bigint {
  if (plan === null) return 0n;
  const { totalWei } = plan.budget;
  const costWei = sum(plan.jobs.map((job) => jobCostWei(job, terms) + setAsideWei(job)));
  // What the owner's pause test posts and takes back at the least pays a reward of one wei.
  const leastLeftWei = jobCostWei({ rewardWei: 1n, validatorBonusCapBps: 0 }, terms);
  const again = plan.jobs.map(
    (job) => BigInt(attemptsOf(plan, job).length - 1) * (jobCostWei(job, terms) + setAsideWei(job)),
  );
  return max(totalWei * 2n, totalWei + costWei + (totalWei * reserve) / 100n + leastLeftWei) + sum(again);
}

/** Of the hearings that a drill's employer asks for the dearest: the first appeal. */
const EMPLOYERS_HEARING = 2;

/** What each drill's job takes from its employer at first, a bond included. */
function drillCosts(plan: Plan): bigint[] {
  return plan.drills.flatMap((drill) => {
    const job = [...plan.jobs, ...plan.borrowed].find(({ id }) => id === drill.job);
    if (job === undefined) return [];
    return [
      jobCostWei(job, costTerms(plan)) + postedWei(mostWorthWei(job), claimTerms(plan), EMPLOYERS_HEARING),
    ];
  });
}

function sum(amountsWei: readonly bigint[]): bigint {
  return amountsWei.reduce((total, amountWei) => total + amountWei, 0n);
}
