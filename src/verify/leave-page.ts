import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { addTagFile } from "../dossier/add-tag-file.ts";
import { MANIFEST, PAGE, withinPayload } from "../dossier/bag.ts";
import { pageSources } from "../dossier/page-sources.ts";
import type { ArtefactPath } from "../model/artefact.ts";
import { parseDigestList } from "../support/digest-list.ts";
import { pageRenderer } from "../system/page-renderer.ts";

/**
 * Makes the page of a dossier anew, so that it shows what was left beside the payload since.
 *
 * @param folder of a bag that is intact
 * @returns where it lies; nothing for a bag without a page
 * @throws OMNI4306 if nothing can be written there
 */
export async function leavePage(folder: string): Promise<readonly ArtefactPath[]> {
  if (!existsSync(join(folder, PAGE))) return [];
  const renderPage = await pageRenderer();
  const { files } = parseDigestList(await readFile(join(folder, MANIFEST), "utf8"));
  const listed = files.map(({ path, sha256 }) => ({ path: withinPayload(path) ?? path, sha256 }));
  await addTagFile(folder, PAGE, renderPage(pageSources(folder, listed)));
  return [PAGE];
}
