/**
 * Every test, the Solidity ones beside the others and printed before them, so that the summary of node's own test runner
 * ends the output, but for a line that counts what was skipped. With names of files only those, under node's test runner.
 */
import { globSync } from "node:fs";
import { install, missing } from "./needs.js";
import { runTests, skippedLine, testFiles } from "./run-tests.js";
import { ROOT, SetUpError, setUp } from "./setup.js";
import { compileSolidityTests, runSolidityTests } from "./solidity-tests.js";

const GAS = ["--snapshot-check", "test/contracts/Gas.t.sol"];
const named = process.argv.slice(2);

process.exitCode = (await (named.length > 0 ? runNamed() : runAll())) ? 0 : 1;

async function runNamed() {
  return (await areContractsCompiled()) && (await runFiles(named.flatMap(filesOf)));
}

/** @returns {Promise<boolean>} whether everything passed */
async function runAll() {
  if (!isEquipped()) return false;
  const compiled = compileSolidityTests();
  if (!(await areContractsCompiled())) return false;
  const solidity = runSolidity(compiled);
  const others = runFiles(testFiles(), solidity);
  return (await Promise.all([solidity, others])).every((passed) => passed);
}

async function areContractsCompiled() {
  try {
    await setUp();
    return true;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    return false;
  }
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

/**
 * @param {ReturnType<typeof compileSolidityTests>} compiled
 * @returns {Promise<boolean>} whether everything passed; what fails does not keep the rest from running
 */
async function runSolidity(compiled) {
  const tests = await compiled;
  if (!tests.passed) return say(tests);
  const all = await runSolidityTests();
  const gas = await runSolidityTests(GAS);
  return [all, gas].map(say).every((passed) => passed);
}

/** @param {import("./contracts.js").Ended} ended */
function say({ passed, stdout, stderr }) {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return passed;
}

/**
 * @param {readonly string[]} files
 * @param {Promise<unknown>} [before] what is printed before
 */
async function runFiles(files, before) {
  const { passed, skipped } = await runTests(files, before);
  console.log(skippedLine(skipped));
  return passed;
}
