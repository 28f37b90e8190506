import { partUp } from "../economics/shares.ts";
import type { Job, Plan, Project } from "../model/plan.ts";
import { stakeOf } from "./admission.ts";
import { castOf, disputeBondWei } from "./cast.ts";
import { bonusCapWei } from "./lifecycle.ts";

/** Where the token's whole supply comes from, wei: nothing is minted later. */
export interface Supply {
  readonly totalWei: bigint;
  /** Handed to the employer for rewards, fees and bonuses of the national layer and of coordination. */
  readonly employerWei: bigint;
  /** Handed to the Safe for regional budgets and for the reward engine's reserve. */
  readonly safeWei: bigint;
}

/**
 * The supply that a mission needs: each plan's budget twice (jobs, fees and bonuses, rewards on top), what the drills'
 * jobs cost, every stake and what its owner keeps at hand, and a tenth as the treasury's reserve.
 */
export function supplyOf({ shared, national, planetary }: Project): Supply {
  const plans = [national, shared, planetary].filter((plan) => plan !== null);
  const peopleWei = castOf(shared ?? national, plans).people.map(
    (person) => stakeOf(person) + person.spareWei,
  );
  const employerWei = fundsOf(national) + fundsOf(shared) + sum(drillCosts(national));
  const safeWei = fundsOf(planetary);
  const neededWei = employerWei + safeWei + sum(peopleWei);
  return { totalWei: neededWei + neededWei / 10n, employerWei, safeWei };
}

/** A plan's budget twice, or what its jobs cost beside it where bonuses ask for more than that. */
function fundsOf(plan: Plan | null): bigint {
  if (plan === null) return 0n;
  const twiceWei = plan.budget.totalWei * 2n;
  const extraWei = sum(plan.jobs.map((job) => jobCostWei(plan, job) - job.rewardWei));
  const neededWei = plan.budget.totalWei + extraWei + plan.budget.totalWei / 10n;
  return neededWei > twiceWei ? neededWei : twiceWei;
}

/** What posting a job takes from its employer: reward, fee (rounded up) and bonus cap. */
export function jobCostWei({ protocol }: Plan, job: Job): bigint {
  return job.rewardWei + partUp(job.rewardWei, BigInt(protocol.fees.protocolBps)) + bonusCapWei(job);
}

/** What each drill's job takes from its employer at first, a bond included. */
function drillCosts(plan: Plan): bigint[] {
  return plan.drills.flatMap((drill) => {
    const job = [...plan.jobs, ...plan.borrowed].find(({ id }) => id === drill.job);
    if (job === undefined) return [];
    return [jobCostWei(plan, job) + disputeBondWei(plan, job)];
  });
}

function sum(amountsWei: readonly bigint[]): bigint {
  return amountsWei.reduce((total, amountWei) => total + amountWei, 0n);
}
