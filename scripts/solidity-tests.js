/** Hardhat's runs of the Solidity tests, each in a process beside whatever else runs. */
import { join } from "node:path";
import { hardhat } from "./contracts.js";
import { withLock } from "./lock.js";
import { ROOT } from "./setup.js";

/** Wherever tests are compiled, that is by the profile which `hardhat.config.ts` has for them. */
const PROFILE = ["--build-profile", "tests"];
/** The network says under which hardfork the tests run. */
const TEST = ["test", "solidity", "--network", "node", ...PROFILE];

/**
 * Whoever is not the first waits, and finds everything compiled.
 *
 * @returns {Promise<import("./contracts.js").Ended>}
 */
export function compileSolidityTests() {
  const lock = join(ROOT, "cache", "solidity-tests.lock");
  return withLock(lock, () => hardhat(ROOT, process.execPath, ["build", "--no-contracts", ...PROFILE]));
}

/**
 * Leaves the contracts as they were compiled, because Hardhat would compile them by the profile of the tests.
 *
 * @param {readonly string[]} [options] of `hardhat test solidity`
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [root] another folder than the project's
 * @returns {Promise<import("./contracts.js").Ended>}
 */
export function runSolidityTests(options = [], env = process.env, root = ROOT) {
  return hardhat(root, process.execPath, [...TEST, "--no-compile", ...options], env);
}

/** Runs the tests on instrumented contracts, which have a folder of their own. */
export function coverContracts() {
  return hardhat(ROOT, process.execPath, [...TEST, "--coverage"]);
}
