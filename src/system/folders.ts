import { createHash, randomBytes } from "node:crypto";
import { type Dirent, readdirSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join, relative, sep } from "node:path";
import { byCodeUnit } from "../support/paths.ts";
import { isRunning, ourIdentity } from "./lock.ts";
import { removedWithUs } from "./processes.ts";

/** Removes a file, or a folder with all that is in it; what is not there is no failure. */
export async function removeWhole(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** @returns the paths of all files in a folder, however deep, relative to it by slashes and sorted; none if it is not there */
export function filesBelow(folder: string): string[] {
  return entriesBelow(folder)
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"))
    .sort(byCodeUnit);
}

function entriesBelow(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Works with a new, empty folder that is gone afterwards, however this process ends. One that the loss of a machine has left
 * is removed by the next that asks for one with the same prefix: its name says whose it is.
 *
 * @param prefix of its path
 */
export async function withScratch<Result>(
  prefix: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  await sweep(prefix);
  const folder = `${prefix}${thisMachine()}-${ourIdentity()}-${randomBytes(3).toString("hex")}`;
  return removedWithUs(folder, async () => {
    await mkdir(folder, { mode: 0o700 });
    try {
      return await work(folder);
    } finally {
      await removeWhole(folder);
    }
  });
}

/** Processes of other machines, which may share the folder, nobody here can see. */
async function sweep(prefix: string): Promise<void> {
  const start = `${basename(prefix)}${thisMachine()}-`;
  const names = await readdir(dirname(prefix)).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(start))) {
    const [, pid, began] = /^(\d+)-(\d*)-[A-Za-z0-9]{6}$/.exec(name.slice(start.length)) ?? [];
    if (pid === undefined || began === undefined || isRunning({ pid: Number(pid), began })) continue;
    await removeWhole(join(dirname(prefix), name)).catch(() => {}); // somebody else's, who will sweep it
  }
}

function thisMachine(): string {
  return createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
}
