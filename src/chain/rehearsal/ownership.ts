import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { CHAIN } from "../../errors/chain-errors.ts";
import { ENVIRONMENT } from "../../errors/environment-errors.ts";
import { codeOf, OmniError } from "../../errors/error.ts";
import { makeFolder } from "../../system/files.ts";
import {
  identityOf,
  isRunning,
  type LockOwner,
  lockHolder,
  ourIdentity,
  takeLock,
} from "../../system/lock.ts";
import { stateFolder, whileLocked } from "../journal/wal.ts";

/** How a run tells its scripts that the folder is theirs too. */
export const OWNER_VARIABLE = "OMNISOVEREIGN_RUN";

/** How long the scripts of a run that was killed get to see it, on a machine that has much else to do. */
const ORPHAN_SECONDS = 60;
const LOOK_EVERY_MS = 100;

/**
 * Makes an output folder this process's own, until it lets it go or ends.
 *
 * @param out absolute
 * @param command what is run, for whoever is refused
 * @returns lets it go
 * @throws OMNI5016 if another run has it, OMNI3042 if a script by hand is at work on its chain
 */
export async function ownFolder(out: string, command: string): Promise<() => Promise<void>> {
  makeFolder(stateFolder(out));
  const lock = await takeLock(lockPath(out), command);
  if (lock.kind === "held") throw owned(out, lock.owner);
  try {
    await untilNobodyMines(out, lock.takenOver ? ORPHAN_SECONDS : 0);
    return lock.release;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** @throws OMNI3042 if somebody still does when the time is over */
async function untilNobodyMines(out: string, limitSeconds: number): Promise<void> {
  const limit = performance.now() + limitSeconds * 1000;
  for (;;) {
    try {
      return await whileLocked(out, async () => {});
    } catch (error) {
      const isLocked = error instanceof OmniError && error.code === codeOf(CHAIN.LOG_LOCKED);
      if (!isLocked || performance.now() >= limit) throw error;
      await setTimeout(LOOK_EVERY_MS);
    }
  }
}

/**
 * @param token what {@link OWNER_VARIABLE} says
 * @throws OMNI5016 if a run has the folder that is not the one that gave us the token, OMNI5027 if that one is gone
 */
export async function requireAccess(out: string, token: string | undefined): Promise<void> {
  if (token && !isRunning(ownerIn(token))) throw new OmniError(ENVIRONMENT.RUN_GONE, { out });
  const owner = await ownerOf(out);
  if (owner !== null && identityOf(owner) !== token) throw owned(out, owner);
}

/** @returns the run that has the folder now, if one does */
export function ownerOf(out: string): Promise<LockOwner | null> {
  return lockHolder(lockPath(out));
}

/** What a run gives to its scripts. */
export function accessToken(): Readonly<Record<string, string>> {
  return { [OWNER_VARIABLE]: ourIdentity() };
}

/** @param token as `identityOf` makes one */
function ownerIn(token: string): Pick<LockOwner, "pid" | "began"> {
  const [pid = "", began = ""] = token.split("-");
  return { pid: Number(pid), began };
}

function lockPath(out: string): string {
  return join(stateFolder(out), "run.lock");
}

function owned(out: string, { pid, doing }: LockOwner): OmniError {
  return new OmniError(ENVIRONMENT.FOLDER_OWNED, { out, pid, command: doing });
}
