import { WAD } from "../model/units.ts";
import { min } from "./fixed-point.ts";
import { evenEntropyWad, shannonEntropyWad } from "./shannon.ts";

/** How many have judged a work, each counted once, and how many of them approved of it. */
export interface Opinions {
  readonly judges: bigint;
  readonly approving: bigint;
}

/** A judge is supposed to be right so many times as often as wrong, whatever the work: nine times in ten. */
const RIGHT_TO_WRONG = 9n;

/**
 * How certain opinions make it that a work is good, in WAD: 1 − H(p) / ln 2, where H is the Shannon entropy and p the chance
 * that it is good, which was even before anybody had judged, if each judges for itself (Condorcet, "Essai sur
 * l'application de l'analyse", 1785): its odds are nine to the power of how many more approve than do not. Zero before anybody has
 * judged, and where no majority approves; the least majority makes a little more than half of it certain.
 */
export function certaintyWad({ judges, approving }: Opinions): bigint {
  const majority = 2n * approving - judges;
  if (majority <= 0n) return 0n;
  const leftWad = shannonEntropyWad([RIGHT_TO_WRONG ** majority, 1n]);
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
