import { rmSync } from "node:fs";
import { link, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";

export type LockResult =
  | { readonly kind: "locked"; release(): Promise<void> }
  | { readonly kind: "held"; readonly owner: string };

/**
 * Takes a lock file that holds our process id. The file of a process that is gone is taken over, so that a crash
 * locks nobody out.
 */
export async function takeLock(path: string): Promise<LockResult> {
  if (await createLock(path)) return hold(path);
  const owner = await ownerOf(path);
  if (isAlive(owner)) return { kind: "held", owner };
  await moveAway(path, owner);
  return (await createLock(path)) ? hold(path) : { kind: "held", owner: await ownerOf(path) };
}

/** Also goes when this process ends without releasing it: its id may soon be another's. */
function hold(path: string): LockResult {
  const releaseAtExit = (): void => rmSync(path, { force: true });
  process.once("exit", releaseAtExit);
  return {
    kind: "locked",
    async release() {
      process.off("exit", releaseAtExit);
      await rm(path, { force: true });
    },
  };
}

/** Linking is atomic: the lock appears with its content, or not at all. */
async function createLock(path: string): Promise<boolean> {
  const draft = asideOf(path);
  await writeFile(draft, String(process.pid));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Renaming is atomic: whoever moves a lock that another has just taken over sees it, and puts it back. */
async function moveAway(path: string, stale: string): Promise<void> {
  const aside = asideOf(path);
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if ((await readFile(aside, "utf8")) !== stale) await link(aside, path).catch(() => {});
  await unlink(aside);
}

async function ownerOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

function isAlive(owner: string): boolean {
  const pid = Number(owner);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

let asides = 0;

function asideOf(path: string): string {
  asides += 1;
  return `${path}.${process.pid}-${asides}`;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
