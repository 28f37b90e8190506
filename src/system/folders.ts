import { mkdtemp } from "node:fs/promises";

/** Loaded when it is needed: that takes longer than most scripts have for all their files. */
const extra = () => import("fs-extra/esm");

/** Removes a file, or a folder with all that is in it; what is not there is no failure. */
export async function removeWhole(path: string): Promise<void> {
  const { remove } = await extra();
  await remove(path);
}

/**
 * Works with a new, empty folder that is gone afterwards.
 *
 * @param prefix of its path
 */
export async function withScratch<Result>(
  prefix: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(prefix);
  try {
    return await work(folder);
  } finally {
    await removeWhole(folder);
  }
}
