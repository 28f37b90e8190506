import type { ArtefactPath } from "../model/artefact.ts";
import { wantedDocuments } from "../reports/documents.ts";
import { asManifest, CONSTELLATION, GENESIS_FILE, INDEX, SUMMARY } from "../support/payload.ts";
import { ANCHOR } from "./anchor-file.ts";
import { BAG_INFO, BAGIT, isAttestation, MANIFEST, TAG_MANIFEST, withinPayload } from "./bag.ts";

const MEBIBYTE = 2 ** 20;

/** What a parser makes of it takes several times its size. */
const JSON_LIMIT = 16 * MEBIBYTE;

/** A statement names every file beside the plans, each on a few lines. */
const STATEMENT_LIMIT = 4 * MEBIBYTE;

/** What is composed again. */
const BUILT: readonly ArtefactPath[] = [INDEX, CONSTELLATION, SUMMARY, GENESIS_FILE];

/** The payload's manifest has a line for each file. */
const TAG_LIMITS: ReadonlyMap<ArtefactPath, number> = new Map([
  [BAGIT, 1024],
  [BAG_INFO, 4096],
  [MANIFEST, 32 * MEBIBYTE],
  [TAG_MANIFEST, MEBIBYTE],
  [ANCHOR, MEBIBYTE],
]);

/**
 * @param paths of everything in the bag.
 * @returns how many bytes a file of the bag may have that is read as text; `null` if it is only hashed.
 */
export function textLimits(paths: readonly ArtefactPath[]): (path: ArtefactPath) => number | null {
  const documents = wantedDocuments(paths.flatMap((path) => withinPayload(path) ?? []));
  const isDocument = (inside: ArtefactPath) =>
    BUILT.includes(inside) || asManifest(inside) !== undefined || documents.has(inside);
  return (path) => {
    const inside = withinPayload(path);
    if (inside === undefined) return isAttestation(path) ? STATEMENT_LIMIT : (TAG_LIMITS.get(path) ?? null);
    return isDocument(inside) ? JSON_LIMIT : null;
  };
}
