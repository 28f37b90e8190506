import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArtefactPath } from "../model/artefact.ts";
import type { PageSources } from "../model/dossier-page.ts";
import { type PayloadFile, payloadPath } from "./bag.ts";
import { MOST_PAGE_BYTES, PageFiles } from "./page-files.ts";

/**
 * Reads of a dossier what its page takes in. The page computes every digest again, so that what somebody changes meanwhile
 * shows there.
 *
 * @param files of its payload, as they were found
 */
export function pageSources(folder: string, files: ReadonlyMap<ArtefactPath, PayloadFile>): PageSources {
  const taken = new PageFiles();
  for (const { path, bytes } of files.values()) {
    if (bytes <= MOST_PAGE_BYTES) taken.offer(path, readFileSync(join(folder, payloadPath(path))));
  }
  return {
    listed: [...files.values()].map(({ path, sha256 }) => ({ path, sha256 })),
    files: taken.files,
  };
}
