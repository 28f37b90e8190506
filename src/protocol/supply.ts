import { partUp } from "../economics/shares.ts";
import type { Plan, Project } from "../model/plan.ts";
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
  const employerWei =
    (national.budget.totalWei + (shared?.budget.totalWei ?? 0n)) * 2n + sum(drillCosts(national));
  const safeWei = (planetary?.budget.totalWei ?? 0n) * 2n;
  const neededWei = employerWei + safeWei + sum(peopleWei);
  return { totalWei: neededWei + neededWei / 10n, employerWei, safeWei };
}

/** What each drill's job takes from its employer at first, a bond included. */
function drillCosts(plan: Plan): bigint[] {
  return plan.drills.flatMap((drill) => {
    const job = plan.jobs.find(({ id }) => id === drill.job);
    if (job === undefined) return [];
    const feeWei = partUp(job.rewardWei, BigInt(plan.protocol.fees.protocolBps));
    return [job.rewardWei + feeWei + bonusCapWei(job) + disputeBondWei(plan, job)];
  });
}

function sum(amountsWei: readonly bigint[]): bigint {
  return amountsWei.reduce((total, amountWei) => total + amountWei, 0n);
}
