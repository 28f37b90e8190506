import { existsSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { BUILD } from "../errors/dossier-errors.ts";
import { OmniError } from "../errors/error.ts";

/**
 * @param target where a dossier is going to be put
 * @throws OMNI4017 if something lies there that no build has left: its owner has no other copy, maybe
 */
export async function requireReplaceable(target: string): Promise<void> {
  const stats = await lstat(target).catch(() => null);
  if (stats === null || existsSync(join(target, "bagit.txt"))) return;
  const isEmpty = stats.isDirectory() && (await readdir(target)).length === 0;
  if (!isEmpty) throw new OmniError(BUILD.NOT_OURS, { folder: target });
}
