import { stripVTControlCharacters } from "node:util";
import { runSolidityTests } from "../../scripts/solidity-tests.js";
import type { Campaign, Outcome, Say } from "./campaign.ts";

/** The sample is what `npm test` runs of Solidity anyway. */
export const fuzz: Campaign = {
  name: "fuzz",
  does: "fuzzes the contracts and tries their invariants for longer than the tests do",
  sample: (say) => testContracts("", say),
  whole: (say) => testContracts("deep", say),
};

/** @param profile as hardhat.config.ts reads it */
async function testContracts(profile: string, say: Say): Promise<Outcome> {
  const env = { ...process.env, OMNISOVEREIGN_TEST_PROFILE: profile };
  const { passed, stdout, stderr } = await runSolidityTests([], env);
  const report = stripVTControlCharacters(stdout);
  say(report + stderr);
  return {
    counts: { profile: profile || "standard", ...countsIn(report) },
    failures: passed ? [] : ["a Solidity test failed"],
  };
}

/** What the report of Hardhat's runner ends with. */
function countsIn(report: string): { readonly passed: number; readonly failed: number } {
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(report)?.[1] ?? 0);
  return { passed: count("passing"), failed: count("failing") };
}
