import { availableParallelism } from "node:os";
import { compileSolidityTests } from "../../scripts/solidity-tests.js";
import type { Campaign, Outcome, Say } from "./campaign.ts";
import { contractPath, inapplicable } from "./guards/applicable.ts";
import type { Guard } from "./guards/guard.ts";
import { GUARDS } from "./guards/table.ts";
import { type Failing, openWorkshop, type Workshop } from "./guards/workshop.ts";

/** Compiled and tested quickly, and at the heart of what the layer promises. */
const SAMPLED = ["who leaves the guardian's seat holds it"];

export const guards: Campaign = {
  name: "guards",
  does: "takes guards out of the contracts, one at a time, and looks whether the tests named for each miss it",
  sample: (say) =>
    tryAll(
      GUARDS.filter(({ holds }) => SAMPLED.includes(holds)),
      1,
      say,
    ),
  whole: (say) => tryAll(GUARDS, availableParallelism(), say),
};

/** What became of a guard: the tests that missed it, as the counts name them, or why that is not known. */
interface Trial {
  readonly holds: string;
  readonly missedBy: readonly string[];
  readonly failure: string | null;
}

async function tryAll(chosen: readonly Guard[], workers: number, say: Say): Promise<Outcome> {
  const unfit = inapplicable(GUARDS);
  if (unfit.length > 0) return { counts: { guards: chosen.length, missed: 0 }, failures: unfit };
  const compiled = await compileSolidityTests();
  if (!compiled.passed) throw new Error(compiled.stdout + compiled.stderr);
  const trials = await inWorkshops(chosen, workers, say);
  const missed = trials.filter(({ failure }) => failure === null);
  return {
    counts: {
      guards: trials.length,
      missed: missed.length,
      missedBy: Object.fromEntries(missed.map(({ holds, missedBy }) => [holds, missedBy])),
    },
    failures: trials.flatMap(({ holds, failure }) => (failure === null ? [] : [`${holds}: ${failure}`])),
  };
}

/** In the order of the table, whichever is done first. */
async function inWorkshops(chosen: readonly Guard[], workers: number, say: Say): Promise<Trial[]> {
  const trials: Trial[] = [];
  const waiting = [...chosen.entries()];
  const work = async () => {
    const workshop = await openWorkshop();
    const sound = new Map<string, boolean>();
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, guard] = next;
        const trial = await tryOne(workshop, guard, sound);
        trials[index] = trial;
        say(`${guard.holds}: ${trial.failure ?? `missed by ${trial.missedBy.length} tests`}`);
      }
    } finally {
      await workshop.close();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return trials;
}

/** @param sound whether a file's tests pass with every guard in its place, as far as that is known */
async function tryOne(workshop: Workshop, guard: Guard, sound: Map<string, boolean>): Promise<Trial> {
  const { holds, contract, lines, without, tests } = guard;
  const failed = (failure: string): Trial => ({ holds, missedBy: [], failure });
  for (const file of tests) {
    if (!sound.has(file)) sound.set(file, await passes(workshop, file));
    if (!sound.get(file)) return failed(`${file} fails with the guard too`);
  }
  const report = await workshop.testWithout({ path: contractPath(contract), lines, without }, tests);
  if (report.kind === "broken") return failed(report.said);
  const silent = tests.filter((file) => !report.failing.some((one) => one.file === file));
  if (silent.length > 0) return failed(`nobody misses it in ${silent.join(", ")}`);
  return { holds, missedBy: namesOf(report.failing), failure: null };
}

async function passes(workshop: Workshop, file: string): Promise<boolean> {
  const report = await workshop.test([file]);
  return report.kind === "ran" && report.failing.length === 0;
}

function namesOf(failing: readonly Failing[]): string[] {
  return failing.map(({ file, test }) => `${file} ${test}`).sort();
}
