import type { Plan } from "../model/plan.ts";
import type { Cast } from "./cast.ts";

/** Where the token's whole supply comes from, wei: nothing is minted later. */
export interface Supply {
  readonly totalWei: bigint;
  /** Handed to the employer for rewards, fees and bonuses. */
  readonly employerWei: bigint;
}

/**
 * The supply that a mission needs: each plan's budget twice (jobs and drills, fees and bonuses on top), every stake
 * twice (half stays liquid, for bonds and for staking again), and a tenth as reserve.
 */
export function supplyOf(plans: readonly Plan[], cast: Cast): Supply {
  const budgetsWei = plans.reduce((sum, { budget }) => sum + budget.totalWei, 0n);
  const stakesWei = cast.people
    .flatMap(({ stakes }) => stakes)
    .reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const employerWei = budgetsWei * 2n;
  const neededWei = employerWei + stakesWei * 2n;
  return { totalWei: neededWei + neededWei / 10n, employerWei };
}
