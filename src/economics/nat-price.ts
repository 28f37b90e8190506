import { WAD } from "../model/units.ts";
import { addedWorthWei } from "./job-energy.ts";

/** What {@link defaultNatPriceWei} computes, for reports. */
export const NAT_PRICE_FORMULA =
  "what the jobs' work is worth above its cost, their rewards / the jobs' expected entropy";

/** What the price of a nat follows from. */
export interface PricedJob {
  readonly rewardWei: bigint;
  readonly expectedEntropyWad: bigint;
}

/**
 * What a nat of uncertainty is worth at the reference temperature unless a plan says otherwise: so much that all that is
 * expected to be removed is worth what the work adds. Both halves of the free energy are of one size then, whatever the
 * plan's amounts and entropies are. Zero where nothing is expected.
 *
 * @returns wei a nat, rounded down.
 */
export function defaultNatPriceWei(jobs: readonly PricedJob[]): bigint {
  const addedWei = jobs.reduce((sum, { rewardWei }) => sum + addedWorthWei(rewardWei), 0n);
  const expectedWad = jobs.reduce((sum, { expectedEntropyWad }) => sum + expectedEntropyWad, 0n);
  return expectedWad === 0n ? 0n : (addedWei * WAD) / expectedWad;
}
