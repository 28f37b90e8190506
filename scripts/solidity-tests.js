/** Hardhat's runs of the Solidity tests, each in a process beside whatever else runs. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { HARDHAT } from "./contracts.js";
import { withLock } from "./lock.js";
import { ROOT } from "./setup.js";

/** Wherever tests are compiled, that is by the profile which `hardhat.config.ts` has for them. */
const PROFILE = ["--build-profile", "tests"];

/** @typedef {{ passed: boolean, stdout: string, stderr: string }} Ended */

/**
 * Whoever is not the first waits, and finds everything compiled.
 *
 * @returns {Promise<Ended>}
 */
export function compileSolidityTests() {
  const lock = join(ROOT, "cache", "solidity-tests.lock");
  return withLock(lock, () => hardhat(["build", "--no-contracts", ...PROFILE]));
}

/**
 * Compiles no contracts if `--no-compile` is one of the options: otherwise they would be compiled as tests are.
 *
 * @param {readonly string[]} options of `hardhat test solidity`
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Ended>}
 */
export function runSolidityTests(options, env) {
  return hardhat(["test", "solidity", ...PROFILE, ...options], env);
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Ended>}
 */
async function hardhat(args, env = process.env) {
  const child = spawn(process.execPath, [HARDHAT, ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { passed: status === 0, stdout, stderr };
}
