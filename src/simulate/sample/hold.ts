import type { Laboratory } from "../../chain/engine/laboratory.ts";
import { type PlayedEpoch, playEpochs } from "../play.ts";
import { sampleSize, stratified } from "../stratified.ts";
import { runReader, runsOf, type Sweep } from "../sweep.ts";
import { deployBase, type TypeOf } from "./base-contracts.ts";
import { compareRuns, type Difference } from "./compare.ts";
import { executeRuns, type PlayedRun } from "./execute.ts";

/** What the contracts say of a sweep. */
export interface Held {
  readonly runs: number;
  readonly sampled: number;
  readonly epochs: number;
  readonly figures: number;
  /** Runs of which every figure agrees. */
  readonly agreeing: number;
  readonly differences: readonly Difference[];
}

/** Of a sampled run so many of its first epochs are executed: each depends on all before it. */
const MOST_EPOCHS = 12;

/** Executed in step; one laboratory each, so that memory stays flat. */
const BATCH = 50;

/**
 * Executes a stratified sample of a sweep on the contracts, and compares.
 *
 * @param open a chain of its own for each batch
 * @param onDone hears how many runs of how many are executed
 */
export async function holdAgainstContracts(
  sweep: Sweep,
  typeOf: TypeOf,
  open: () => Promise<Laboratory>,
  onDone: (done: number, all: number) => void,
): Promise<Held> {
  const [runs, runAt] = [runsOf(sweep), runReader(sweep)];
  const chosen = stratified(runs, sampleSize(runs), sweep.seed);
  let held: Held = { runs, sampled: chosen.length, epochs: 0, figures: 0, agreeing: 0, differences: [] };
  for (let from = 0; from < chosen.length; from += BATCH) {
    const played = chosen.slice(from, from + BATCH).map((run): PlayedRun => {
      const { point, seed } = runAt(run);
      return { run, point, epochs: firstEpochs(playEpochs(point, seed)) };
    });
    held = await holdBatch(held, played, typeOf, await open());
    onDone(from + played.length, chosen.length);
  }
  return held;
}

function firstEpochs(epochs: Iterable<PlayedEpoch>): PlayedEpoch[] {
  const first: PlayedEpoch[] = [];
  for (const epoch of epochs) {
    first.push(epoch);
    if (first.length === MOST_EPOCHS) break;
  }
  return first;
}

async function holdBatch(
  held: Held,
  played: readonly PlayedRun[],
  typeOf: TypeOf,
  laboratory: Laboratory,
): Promise<Held> {
  try {
    const base = await deployBase(laboratory, typeOf);
    const told = await executeRuns(laboratory, typeOf, base, played);
    const { epochs, figures, differences } = compareRuns(played, told);
    return {
      ...held,
      epochs: held.epochs + epochs,
      figures: held.figures + figures,
      agreeing: held.agreeing + played.length - differences.length,
      differences: [...held.differences, ...differences],
    };
  } finally {
    laboratory.close();
  }
}
