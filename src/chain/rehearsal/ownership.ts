import { join } from "node:path";
import { ENVIRONMENT } from "../../errors/environment-errors.ts";
import { OmniError } from "../../errors/error.ts";
import { makeFolder } from "../../system/files.ts";
import { identityOf, type LockOwner, lockHolder, ourIdentity, takeLock } from "../../system/lock.ts";
import { stateFolder, whileLocked } from "../journal/wal.ts";

/** How a run tells its scripts that the folder is theirs too. */
export const OWNER_VARIABLE = "OMNISOVEREIGN_RUN";

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
    await whileLocked(out, async () => {});
    return lock.release;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * @param token what {@link OWNER_VARIABLE} says
 * @throws OMNI5016 if a run has the folder that is not the one that gave us the token
 */
export async function requireAccess(out: string, token: string | undefined): Promise<void> {
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

function lockPath(out: string): string {
  return join(stateFolder(out), "run.lock");
}

function owned(out: string, { pid, doing }: LockOwner): OmniError {
  return new OmniError(ENVIRONMENT.FOLDER_OWNED, { out, pid, command: doing });
}
