import { mkdtemp, rm } from "node:fs/promises";

/** Removes a file, or a folder with all that is in it; what is not there is no failure. */
export async function removeWhole(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
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
