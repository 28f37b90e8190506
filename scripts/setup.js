import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileContracts, contractsAreCurrent } from "./contracts.js";
import { dependenciesAreCurrent, install, pinnedNode } from "./dependencies.js";
import { withLock } from "./lock.js";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const PINNED_NODE = pinnedNode(ROOT);

/**
 * Installs and compiles whatever is missing or stale; two calls at once do it once.
 *
 * @param {{ contracts?: boolean }} [options] whether contracts are compiled
 * @throws {SetUpError} if something is still missing afterwards
 */
export async function setUp({ contracts = true } = {}) {
  if (dependenciesAreCurrent(ROOT) && (!contracts || contractsAreCurrent(ROOT))) return;
  await withLock(join(ROOT, "cache", "setup.lock"), () => mend(contracts));
}

/** @param {boolean} contracts whether they are compiled, too */
async function mend(contracts) {
  if (!dependenciesAreCurrent(ROOT)) {
    install(ROOT);
    if (!dependenciesAreCurrent(ROOT)) throw new SetUpError("dependencies are not complete", "npm ci");
  }
  if (contracts && !contractsAreCurrent(ROOT) && !(await compileContracts(ROOT, PINNED_NODE))) {
    throw new SetUpError("the contracts do not compile", "npx hardhat build");
  }
}

/** Why the set-up stopped, in one line for the person at the terminal. */
export class SetUpError extends Error {
  /**
   * @param {string} problem
   * @param {string} command shows more about it
   */
  constructor(problem, command) {
    super(`OMNI5002  The set-up stopped: ${problem}.  Run "${command}" to see why.`);
    this.name = "SetUpError";
  }
}
