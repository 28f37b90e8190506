/**
 * Every test, the Solidity ones first, so that the summary of node's own test runner ends the output, but for a line that
 * counts what was skipped. With names of files only those, under node's test runner.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { compile, HARDHAT } from "./contracts.js";
import { install, missing } from "./needs.js";
import { runTests, skippedLine, testFiles } from "./run-tests.js";
import { ROOT } from "./setup.js";

const SOLIDITY = [HARDHAT, "test", "solidity", "--no-compile"];
const named = process.argv.slice(2);

process.exitCode = (await (named.length > 0 ? runFiles(named.flatMap(filesOf)) : runAll())) ? 0 : 1;

/** @returns {Promise<boolean>} whether everything passed */
async function runAll() {
  if (!isEquipped()) return false;
  const solidity = runSolidity();
  const others = await runFiles(testFiles());
  return solidity && others;
}

/** Continuous integration skips nothing for want of a program. */
function isEquipped() {
  if (!process.env.CI) return true;
  install(missing());
  const lacking = missing();
  for (const { program, debian, untested } of lacking) {
    console.error(`"${program}" (Debian: ${debian}) is not there, which leaves untested: ${untested}`);
  }
  return lacking.length === 0;
}

/** @param {string} pattern @returns {string[]} itself if it matches nothing, so that the runner says so */
function filesOf(pattern) {
  const files = globSync(pattern, { cwd: ROOT }).sort();
  return files.length > 0 ? files : [pattern];
}

function runSolidity() {
  if (!compile(ROOT, process.execPath)) return false;
  const gas = ["--snapshot-check", "test/contracts/Gas.t.sol"];
  return [hardhat(...SOLIDITY), hardhat(...SOLIDITY, ...gas)].every((passed) => passed);
}

/** @param {readonly string[]} files */
async function runFiles(files) {
  const { passed, skipped } = await runTests(files);
  console.log(skippedLine(skipped));
  return passed;
}

/** @param {string[]} args */
function hardhat(...args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status === 0;
}
