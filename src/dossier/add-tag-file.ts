import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ATTEST } from "../errors/attest-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { ArtefactPath } from "../model/artefact.ts";
import { parseDigestList } from "../support/digest-list.ts";
import { formatDigestList } from "../support/files-digest.ts";
import { sha256, writeWhole } from "../system/files.ts";
import { awaitLock } from "../system/lock.ts";
import { TAG_MANIFEST } from "./bag.ts";

/** Adding a file takes milliseconds; a slow disk gets time, and so do many who sign at once. */
const PATIENCE_SECONDS = 60;

/**
 * Puts a tag file into a bag, or in the place of an older one, and lists it: RFC 8493 §2.2.1. The payload, and so the root, stay
 * as they are. Of several who do so at once each waits for the others.
 *
 * @param folder absolute; a dossier whose bag is intact
 * @throws OMNI4306 if nothing can be written there
 */
export async function addTagFile(folder: string, path: ArtefactPath, content: string): Promise<void> {
  try {
    // Beside the bag: what lies in it is listed, or extra.
    const lockPath = join(dirname(folder), `.${basename(folder)}.lock`);
    const lock = await awaitLock(lockPath, PATIENCE_SECONDS, "adding a tag file");
    if (lock.kind === "held") throw new Error(`process ${lock.owner.pid} does not let go of "${lockPath}"`);
    await writeListed(folder, path, content).finally(lock.release);
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new OmniError(ATTEST.NOT_WRITTEN, { dossier: folder, problem }, { cause: error });
  }
}

async function writeListed(folder: string, path: ArtefactPath, content: string): Promise<void> {
  const manifest = join(folder, TAG_MANIFEST);
  const { files } = parseDigestList(await readFile(manifest, "utf8"));
  const others = files.filter((file) => file.path !== path);
  await writeWhole(join(folder, path), content);
  await writeWhole(manifest, formatDigestList([...others, { path, sha256: sha256(content) }]));
}
