import { open, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { outputFile, pathExists, remove } from "fs-extra/esm";
import type { ArtefactPath } from "../model/artefact.ts";

/** Writes one file of the new folder, synced. */
export type WriteFile = (path: ArtefactPath, content: string | Uint8Array) => Promise<void>;

/**
 * Replaces a folder by a new one as a whole: the new one grows beside it, is synced, and takes its name; only then does
 * the older one go. Whatever interrupts this, the next call finds the older folder or the new one, never half of one.
 *
 * @param fill writes the new folder and says whether it is to be kept.
 */
export async function replaceFolder<Result extends { readonly ok: boolean }>(
  target: string,
  fill: (write: WriteFile) => Promise<Result>,
): Promise<Result> {
  const growing = sibling(target, "new");
  const retired = sibling(target, "old");
  await recover(target, retired);
  await remove(growing);
  try {
    const folders = new Set([growing]);
    const result = await fill((path, content) => writeInto(growing, path, content, folders));
    if (result.ok) await swap({ growing, target, retired, folders });
    return result;
  } finally {
    await remove(growing);
  }
}

/** Hidden, so that nobody takes it for the real one: `…/dossier` → `…/.dossier.new` */
function sibling(target: string, suffix: string): string {
  return join(dirname(target), `.${basename(target)}.${suffix}`);
}

/** Undoes a swap that was interrupted between its two renames. */
async function recover(target: string, retired: string): Promise<void> {
  if (!(await pathExists(retired))) return;
  if (await pathExists(target)) await remove(retired);
  else await rename(retired, target);
}

/** Renames, which happen at once or not at all: fs-extra's `move` copies where it cannot rename. */
async function swap(step: {
  readonly growing: string;
  readonly target: string;
  readonly retired: string;
  readonly folders: ReadonlySet<string>;
}): Promise<void> {
  const { growing, target, retired, folders } = step;
  await Promise.all([...folders].map(syncFolder));
  if (await pathExists(target)) await rename(target, retired);
  try {
    await rename(growing, target);
  } catch (error) {
    await recover(target, retired);
    throw error;
  }
  await syncFolder(dirname(target));
  await remove(retired);
}

async function writeInto(
  folder: string,
  path: ArtefactPath,
  content: string | Uint8Array,
  folders: Set<string>,
): Promise<void> {
  const file = join(folder, path);
  await outputFile(file, content, { flag: "wx", flush: true });
  for (let parent = dirname(file); parent !== folder; parent = dirname(parent)) folders.add(parent);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
