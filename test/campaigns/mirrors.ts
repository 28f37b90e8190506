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
  sample: (say) => compare({}, say),
  whole: (say) => compare({ MIRROR_CASES: "10000", MIRROR_SEED: "20260202" }, say),
};

async function compare(env: Readonly<Record<string, string>>, say: Say): Promise<Outcome> {
  const failures: string[] = [];
  let equal = 0;
  const files = globSync(FILES, { cwd: PROJECT }).sort();
  Object.assign(process.env, env); // which the files' processes inherit
  const tests = run({ cwd: PROJECT, files });
  tests.on("test:pass", ({ name, nesting }) => {
    if (nesting === 0) return;
    equal += 1;
    say(`${name}: equal`);
  });
  tests.on("test:fail", ({ name, details }) => failures.push(`${name}: ${details.error.message}`));
  for await (const _ of tests);
  return { counts: { ...env, equal, failed: failures.length }, failures };
}
