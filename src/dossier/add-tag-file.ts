import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ATTEST } from "../errors/attest-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { ArtefactPath } from "../model/artefact.ts";
import { parseDigestList } from "../support/digest-list.ts";
import { formatDigestList } from "../support/files-digest.ts";
import { sha256, writeWhole } from "../system/files.ts";
import { TAG_MANIFEST } from "./bag.ts";

/**
 * Puts a tag file into a bag, or in the place of an older one, and lists it: RFC 8493 §2.2.1. The payload, and so the root, stay
 * as they are.
 *
 * @param folder a dossier whose bag is intact
 * @throws OMNI4306 if nothing can be written there
 */
export async function addTagFile(folder: string, path: ArtefactPath, content: string): Promise<void> {
  const manifest = join(folder, TAG_MANIFEST);
  try {
    const { files } = parseDigestList(await readFile(manifest, "utf8"));
    const others = files.filter((file) => file.path !== path);
    await writeWhole(join(folder, path), content);
    await writeWhole(manifest, formatDigestList([...others, { path, sha256: sha256(content) }]));
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new OmniError(ATTEST.NOT_WRITTEN, { dossier: folder, problem }, { cause: error });
  }
}
