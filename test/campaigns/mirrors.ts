import { globSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "node:test";
import type { Campaign, Outcome, Say } from "./campaign.ts";

const PROJECT = resolve(import.meta.dirname, "../..");
const FILES = "test/integration/economics/*.test.ts";

/** The sample is what `npm test` runs of these files anyway. */
export const mirrors: Campaign = {
  name: "mirrors",
  does: "holds each calculation of the contracts against its mirror, on ten thousand inputs of a seed of its own",
  sample: (say) => compare({ inputsEach: 500, seed: 20250101 }, say),
  whole: (say) => compare({ inputsEach: 10_000, seed: 20260202 }, say),
};

interface Size {
  readonly inputsEach: number;
  readonly seed: number;
}

async function compare(size: Size, say: Say): Promise<Outcome> {
  const failures: string[] = [];
  let equal = 0;
  const files = globSync(FILES, { cwd: PROJECT }).sort();
  // The files' processes inherit what they read in `cases.ts`.
  Object.assign(process.env, { MIRROR_CASES: size.inputsEach, MIRROR_SEED: size.seed });
  const tests = run({ cwd: PROJECT, files });
  tests.on("test:pass", ({ name, nesting }) => {
    if (nesting === 0) return;
    equal += 1;
    say(`${name}: equal`);
  });
  tests.on("test:fail", ({ name, details }) => failures.push(`${name}: ${details.error.message}`));
  for await (const _ of tests);
  return { counts: { ...size, equal, failed: failures.length }, failures };
}
