import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 100;

/**
 * Runs `work` while holding `folder` as a lock between processes. A lock whose owner has died is taken over.
 *
 * @param {string} folder is created for the time of the work
 * @template Result
 * @param {() => Result | Promise<Result>} work
 * @returns what the work returns
 */
export async function withLock(folder, work) {
  await acquire(folder);
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function acquire(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  while (!tryAcquire(folder)) {
    if (isAbandoned(folder)) remove(folder);
    else await sleep(POLL_MS);
  }
}

/**
 * The lock appears with its owner's name already inside, because it is renamed into place: a rename onto a
 * folder that is not empty fails.
 *
 * @param {string} folder
 */
function tryAcquire(folder) {
  const prepared = `${folder}.${process.pid}`;
  mkdirSync(prepared, { recursive: true });
  writeFileSync(join(prepared, "pid"), `${process.pid}`);
  try {
    renameSync(prepared, folder);
    return true;
  } catch {
    rmSync(prepared, { recursive: true, force: true });
    return false;
  }
}

/** @param {string} folder */
function isAbandoned(folder) {
  const owner = ownerOf(folder);
  return owner !== undefined && !isAlive(owner);
}

/** @param {string} folder */
function ownerOf(folder) {
  try {
    return Number(readFileSync(join(folder, "pid"), "utf8"));
  } catch {
    return undefined; // released in the meantime
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * Renames first, so that of several waiters only one removes it.
 *
 * @param {string} folder
 */
function remove(folder) {
  const doomed = `${folder}.dead.${process.pid}`;
  try {
    renameSync(folder, doomed);
    rmSync(doomed, { recursive: true, force: true });
  } catch {
    // somebody else was faster
  }
}
