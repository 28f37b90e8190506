import type { Holdings } from "../../../../src/reports/jurisdictions/holdings.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { reportPath } from "../../../../src/support/payload.ts";
import { sha256 } from "../../../../src/system/files.ts";

const at = (path: string) => reportPath(artefactPath(path));

/** What a dossier would hold of these documents, and of files whose content nobody reads. */
export function holdings(
  documents: Readonly<Record<string, unknown>>,
  files: readonly string[] = [],
): Holdings {
  const paths = [...Object.keys(documents), ...files].map(at);
  return {
    files: new Map(paths.map((path) => [path, { path, sha256: sha256(path) }])),
    documents: new Map(Object.entries(documents).map(([path, document]) => [at(path), document])),
  };
}
