import type { Project } from "../model/plan.ts";
import { castOf } from "./cast.ts";

/** Where the token's whole supply comes from, wei: nothing is minted later. */
export interface Supply {
  readonly totalWei: bigint;
  /** Handed to the employer for rewards, fees and bonuses of the national layer and of coordination. */
  readonly employerWei: bigint;
  /** Handed to the Safe for regional budgets and for the reward engine's reserve. */
  readonly safeWei: bigint;
}

/**
 * The supply that a mission needs: each plan's budget twice (jobs and drills, fees and bonuses, rewards on top), every
 * stake twice (half stays liquid, for bonds and for staking again), and a tenth as the treasury's reserve.
 */
export function supplyOf({ shared, national, planetary }: Project): Supply {
  const plans = [national, shared, planetary].filter((plan) => plan !== null);
  const stakesWei = castOf(shared ?? national, plans)
    .people.flatMap(({ stakes }) => stakes)
    .reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const employerWei = (national.budget.totalWei + (shared?.budget.totalWei ?? 0n)) * 2n;
  const safeWei = (planetary?.budget.totalWei ?? 0n) * 2n;
  const neededWei = employerWei + safeWei + stakesWei * 2n;
  return { totalWei: neededWei + neededWei / 10n, employerWei, safeWei };
}
