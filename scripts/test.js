/**
 * Every test, the Solidity ones first, so that the summary of node's own test runner ends the output. With `--deep` only
 * the Solidity ones, fuzzed longer; with names of files only those, under node's test runner.
 */
import { spawnSync } from "node:child_process";
import { compile, HARDHAT } from "./contracts.js";
import { ROOT } from "./setup.js";

const SOLIDITY = [HARDHAT, "test", "solidity", "--no-compile"];
const named = process.argv.slice(2);
const deep = named[0] === "--deep";

if (deep) process.env.OMNISOVEREIGN_TEST_PROFILE = "deep";
process.exitCode = steps().find((status) => status !== 0) ?? 0;

/** @returns {number[]} their exit codes */
function steps() {
  if (named.length > 0 && !deep) return [run("--test", ...named)];
  if (!compile(ROOT, process.execPath)) return [1];
  if (deep) return [run(...SOLIDITY)];
  return [
    run(...SOLIDITY),
    run(...SOLIDITY, "--snapshot-check", "test/contracts/Gas.t.sol"),
    run("--test", "test/{unit,integration,e2e}/**/*.test.ts"),
  ];
}

/** @param {string[]} args */
function run(...args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
}
