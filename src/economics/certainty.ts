import { WAD } from "../model/units.ts";
import { min } from "./fixed-point.ts";
import { evenEntropyWad, shannonEntropyWad } from "./shannon.ts";

/** How many have judged a work, each counted once, and how many of them approved of it. */
export interface Opinions {
  readonly judges: bigint;
  readonly approving: bigint;
}

/**
 * How certain opinions make it that a work is good, in WAD: 1 − H(p) / ln 2, where p is the chance that one more judge
 * would approve, (approving + 1) / (judges + 2) by Laplace's rule of succession ("Essai philosophique sur les
 * probabilités", 1814), and H the Shannon entropy. Zero before anybody has judged, and where no majority approves.
 */
export function certaintyWad({ judges, approving }: Opinions): bigint {
  if (2n * approving <= judges) return 0n;
  const leftWad = shannonEntropyWad([approving + 1n, judges - approving + 1n]);
  return WAD - min((leftWad * WAD) / evenEntropyWad(2), WAD);
}

/**
 * What of an expected entropy opinions remove: all of it where as many judges as were planned agree, less where they are
 * fewer or divided, never more. Rounded down.
 *
 * @param planned how many judges, above zero.
 */
export function removedWad(expectedWad: bigint, opinions: Opinions, planned: bigint): bigint {
  const whole = certaintyWad({ judges: planned, approving: planned });
  return min((expectedWad * certaintyWad(opinions)) / whole, expectedWad);
}
