import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import type { Campaign, Outcome, Say } from "./campaign.ts";

const PROJECT = resolve(import.meta.dirname, "../..");
const HARDHAT = join(PROJECT, "node_modules/hardhat/dist/src/cli.js");

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
  const child = spawn(process.execPath, [HARDHAT, "test", "solidity"], {
    cwd: PROJECT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed, [exit]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  const report = stripVTControlCharacters(printed);
  say(report);
  return {
    counts: { profile: profile || "standard", ...countsIn(report) },
    failures: exit === 0 ? [] : [`hardhat test solidity ended with ${exit}`],
  };
}

/** What the report of Hardhat's runner ends with. */
function countsIn(report: string): { readonly passed: number; readonly failed: number } {
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(report)?.[1] ?? 0);
  return { passed: count("passing"), failed: count("failing") };
}
