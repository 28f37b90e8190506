import { ceilDiv, max } from "./fixed-point.ts";
import { maxVotes } from "./quadratic.ts";

/** How a pot comes apart: each option's part, and what rounding leaves. */
export interface PotShares {
  readonly partsWei: readonly bigint[];
  /** Less than one wei an option. */
  readonly remainderWei: bigint;
}

/**
 * Divides a pot in proportion to votes, rounding each part down, as `PotShares.partsOf` does on chain.
 *
 * @param votes one number an option; their sum is above zero.
 */
export function dividePot(potWei: bigint, votes: readonly bigint[]): PotShares {
  const total = sum(votes);
  const partsWei = votes.map((own) => (potWei * own) / total);
  return { partsWei, remainderWei: potWei - sum(partsWei) };
}

/** The smallest pot of which each option gets at least what it needs. */
export function leastPot(needsWei: readonly bigint[], votes: readonly bigint[]): bigint {
  const total = sum(votes);
  return needsWei.map((needWei, index) => ceilDiv(needWei * total, votes[index] as bigint)).reduce(max, 0n);
}

/**
 * One identity's votes for options, as near to proportion as whole votes come that its allowance pays for; every option
 * gets one at the least.
 *
 * @param credits the allowance of a ballot; one an option at the least.
 */
export function proportionalVotes(credits: bigint, weights: readonly bigint[]): bigint[] {
  const squares = weights.map((weight) => weight * weight);
  const total = max(1n, sum(squares));
  const spare = credits - BigInt(weights.length);
  return squares.map((square) => maxVotes(1n + (spare * square) / total));
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
