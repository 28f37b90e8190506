import type { ArtefactPath } from "../model/artefact.ts";
import { wantedDocuments } from "../reports/documents.ts";
import { asManifest, CONSTELLATION, INDEX, JOURNAL } from "../support/payload.ts";
import { withinPayload } from "./bag.ts";

const MEBIBYTE = 2 ** 20;

/** Hostile JSON takes a hundred times its size in memory once it is parsed. */
const JSON_LIMIT = 16 * MEBIBYTE;

/** The journal is parsed line by line. */
const JOURNAL_LIMIT = 256 * MEBIBYTE;

const TAG_LIMIT = 64 * MEBIBYTE;

/**
 * @param paths of everything in the bag.
 * @returns how many bytes a file of the bag may have that is read as text; `null` if it is only hashed.
 */
export function textLimits(paths: readonly ArtefactPath[]): (path: ArtefactPath) => number | null {
  const documents = wantedDocuments(paths.flatMap((path) => withinPayload(path) ?? []));
  const isDocument = (inside: ArtefactPath) =>
    inside === INDEX || inside === CONSTELLATION || asManifest(inside) !== undefined || documents.has(inside);
  return (path) => {
    const inside = withinPayload(path);
    if (inside === undefined) return TAG_LIMIT;
    if (inside === JOURNAL) return JOURNAL_LIMIT;
    return isDocument(inside) ? JSON_LIMIT : null;
  };
}
