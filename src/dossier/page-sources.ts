import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ArtefactPath, FileDigest } from "../model/artefact.ts";
import type { PageSources } from "../model/dossier-page.ts";
import { payloadPath, STATE_DIFFERENCES } from "./bag.ts";
import { MOST_PAGE_BYTES, PageFiles } from "./page-files.ts";

/**
 * Reads of a dossier what its page takes in. The page computes every digest again, so that what somebody changes meanwhile
 * shows there.
 *
 * @param folder of a bag that is intact
 * @param listed its payload's files, by path relative to `data/`
 */
export function pageSources(folder: string, listed: readonly FileDigest[]): PageSources {
  const taken = new PageFiles();
  const read = (path: ArtefactPath) => contentIn(join(folder, path));
  for (const { path } of listed) {
    const content = read(payloadPath(path));
    if (content !== null) taken.offer(path, content);
  }
  return {
    listed: listed.map(({ path, sha256 }) => ({ path, sha256 })),
    files: taken.files,
    state: read(STATE_DIFFERENCES.document),
  };
}

/** `null` if the file is not there, or too much for a page. */
function contentIn(file: string): Uint8Array | null {
  const { size } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return size === undefined || size > MOST_PAGE_BYTES ? null : readFileSync(file);
}
