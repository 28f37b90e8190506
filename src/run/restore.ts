import { cp, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseJournal } from "../chain/journal/journal.ts";
import { restoreLog } from "../chain/journal/wal.ts";
import { readManifests } from "../dossier/read-manifests.ts";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import { JOURNAL } from "../support/payload.ts";
import { makeFolder } from "../system/files.ts";

/**
 * Makes of a dossier the output folder that it was built of: what scripts left, their manifests, and the journal.
 *
 * @param dossier absolute; its bag is intact: nothing in it is a link or leads out of it
 * @param out absolute; no folder yet, or an empty one
 * @throws OMNI5026 if something lies there
 */
export async function restoreOutputs(dossier: string, out: string): Promise<void> {
  if ((await readdir(out).catch(() => [])).length > 0)
    throw new OmniError(ENVIRONMENT.OUT_NOT_EMPTY, { out });
  const reports = join(dossier, "data", "reports");
  const { manifests } = await readManifests(reports);
  const paths = manifests.flatMap(({ path, manifest }) => [
    path,
    ...manifest.outputs.map((file) => file.path),
  ]);
  makeFolder(out);
  for (const path of paths) {
    makeFolder(dirname(join(out, path)));
    await cp(join(reports, path), join(out, path));
  }
  const parsed = parseJournal(await readFile(join(dossier, "data", JOURNAL), "utf8"));
  if (parsed.kind === "journal") await restoreLog(out, parsed.journal);
}
