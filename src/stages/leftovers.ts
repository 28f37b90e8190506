import { lstat, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { manifestPath, parseStageManifest } from "../dossier/stage-manifest.ts";
import type { FileDigest } from "../model/artefact.ts";
import { sha256 } from "../system/files.ts";

/**
 * Removes what a script's last run left and this one did not, so that a changed plan leaves no receipts of jobs that it
 * no longer has. What somebody has changed since stays.
 *
 * @param outputs what this run left, relative to OUT; call it before the new manifest is written.
 */
export async function removeLeftovers(
  out: string,
  script: string,
  outputs: readonly string[],
): Promise<void> {
  const at = manifestPath(script);
  const previous = parseStageManifest(await readFile(join(out, at), "utf8").catch(() => ""), at);
  if (!previous.ok) return;
  const current = new Set(outputs);
  const left = previous.value.outputs.filter(({ path }) => !current.has(path));
  await Promise.all(left.map((file) => removeUnchanged(out, file)));
}

async function removeUnchanged(out: string, { path, sha256: digest }: FileDigest): Promise<void> {
  const file = join(out, path);
  const stats = await lstat(file).catch(() => undefined);
  if (stats?.isFile() && sha256(await readFile(file)) === digest) await unlink(file);
}
