import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { isRunning, ourIdentity } from "./lock.ts";

/** Removes a file, or a folder with all that is in it; what is not there is no failure. */
export async function removeWhole(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/**
 * Works with a new, empty folder that is gone afterwards. One that a killed process has left is removed by the next that
 * asks for one with the same prefix: its name says whose it is.
 *
 * @param prefix of its path
 */
export async function withScratch<Result>(
  prefix: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  await sweep(prefix);
  const folder = await mkdtemp(`${prefix}${thisMachine()}-${ourIdentity()}-`);
  try {
    return await work(folder);
  } finally {
    await removeWhole(folder);
  }
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
