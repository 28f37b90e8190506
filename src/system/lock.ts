import { readFileSync, rmSync } from "node:fs";
import { link, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

export interface LockOwner {
  readonly pid: number;
  /** When that process began, so that a later one with the same id is not taken for it; "" where nobody can say. */
  readonly began: string;
  /** What it is at, in its own words; attacker-controlled. */
  readonly doing: string;
}

export type LockResult =
  | {
      readonly kind: "locked";
      /** Whether it was that of a process that is gone. */
      readonly takenOver: boolean;
      release(): Promise<void>;
    }
  | { readonly kind: "held"; readonly owner: LockOwner };

const NOBODY: LockOwner = { pid: 0, began: "", doing: "" };
const LONGEST_LOCK = 4096;

/**
 * Takes a lock file that says who we are. The file of a process that is gone is taken over, so that a crash locks
 * nobody out.
 *
 * @param doing for whoever is refused
 */
export async function takeLock(path: string, doing = ""): Promise<LockResult> {
  const us = `${process.pid}\n${beginningOf(process.pid)}\n${doing.replaceAll("\n", " ")}\n`;
  if (await createLock(path, us)) return hold(path, false);
  const found = await read(path);
  const owner = parseOwner(found);
  if (isRunning(owner)) return { kind: "held", owner };
  await moveAway(path, found);
  return (await createLock(path, us))
    ? hold(path, true)
    : { kind: "held", owner: parseOwner(await read(path)) };
}

const LOOK_EVERY_MS = 20;

/** The same, of a lock that others hold for moments only: waits for it. */
export async function awaitLock(path: string, limitSeconds: number, doing = ""): Promise<LockResult> {
  const limit = performance.now() + limitSeconds * 1000;
  for (;;) {
    const lock = await takeLock(path, doing);
    if (lock.kind === "locked" || performance.now() >= limit) return lock;
    await setTimeout(LOOK_EVERY_MS);
  }
}

/** @returns who holds the lock, if that process still lives. */
export async function lockHolder(path: string): Promise<LockOwner | null> {
  const owner = parseOwner(await read(path));
  return isRunning(owner) ? owner : null;
}

/** The same text for one process all its life, and another for each other one. */
export function identityOf({ pid, began }: Pick<LockOwner, "pid" | "began">): string {
  return `${pid}-${began}`;
}

export function ourIdentity(): string {
  return identityOf({ pid: process.pid, began: beginningOf(process.pid) });
}

/** Also goes when this process ends without releasing it: its id may soon be another's. */
function hold(path: string, takenOver: boolean): LockResult {
  const releaseAtExit = (): void => rmSync(path, { force: true });
  process.once("exit", releaseAtExit);
  return {
    kind: "locked",
    takenOver,
    async release() {
      process.off("exit", releaseAtExit);
      await rm(path, { force: true });
    },
  };
}

/** Linking is atomic: the lock appears with its content, or not at all. */
async function createLock(path: string, content: string): Promise<boolean> {
  const draft = asideOf(path);
  try {
    await writeFile(draft, content);
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
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

async function read(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

function parseOwner(content: string): LockOwner {
  const [pid = "", began = "", doing = ""] = content.slice(0, LONGEST_LOCK).split("\n");
  return /^\d+$/.test(pid) ? { pid: Number(pid), began, doing } : NOBODY;
}

/** Whether a process is there still, and not only a later one with its id. */
export function isRunning({ pid, began }: Pick<LockOwner, "pid" | "began">): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isThere(pid)) return false;
  const [state, now] = statusOf(pid);
  return state !== "Z" && state !== "X" && (began === "" || now === "" || began === now);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function beginningOf(pid: number): string {
  return statusOf(pid)[1];
}

/**
 * State, and beginning in ticks since the system's own, as Linux lists them; elsewhere nothing. The name before them may
 * hold anything. See proc_pid_stat(5).
 */
function statusOf(pid: number): readonly [state: string, began: string] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return [fields[0] ?? "", fields[19] ?? ""];
  } catch {
    return ["", ""];
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
