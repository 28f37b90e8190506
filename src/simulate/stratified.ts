import { sha256OfText } from "../support/digest.ts";
import { drawsOf } from "./draw.ts";

const LEAST = 200;
const MOST = 2_000;

/** How many runs are executed on the contracts: one in a hundred, at least 200 and at most 2,000, never more than there are. */
export function sampleSize(runs: number): number {
  return Math.min(runs, Math.max(LEAST, Math.min(MOST, Math.ceil(runs / 100))));
}

/** One run of each of so many equal stretches of all runs, at a drawn place. */
export function stratified(runs: number, size: number, seed: string): number[] {
  const draws = drawsOf(sha256OfText(`omnisovereign/simulate/1\nsample\n${seed}`));
  return Array.from({ length: size }, (_, stratum) => {
    const from = Math.floor((stratum * runs) / size);
    const to = Math.floor(((stratum + 1) * runs) / size);
    return from + draws(to - from);
  });
}
