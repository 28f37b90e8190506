import type { ArtefactPath } from "../model/artefact.ts";
import { wantedDocuments } from "../reports/documents.ts";
import {
  asManifest,
  CONSTELLATION,
  GENESIS_FILE,
  INDEX,
  SUMMARY,
  withinReports,
} from "../support/payload.ts";
import { ANCHOR } from "./anchor-file.ts";
import {
  BAG_INFO,
  BAGIT,
  isAttestation,
  MANIFEST,
  type PayloadFile,
  payloadPath,
  TAG_MANIFEST,
  withinPayload,
} from "./bag.ts";

const MEBIBYTE = 2 ** 20;

/** What a parser makes of it takes several times its size. */
const JSON_LIMIT = 16 * MEBIBYTE;

/** Of what stages left as JSON: the books are held against it, one file after the other. */
export const RECEIPT_LIMIT = 32 * MEBIBYTE;

/** A statement names every file beside the plans, each on a few lines. */
const STATEMENT_LIMIT = 4 * MEBIBYTE;

/** What is composed again, with how many bytes it may have: the index and the summary name every file. */
const BUILT_LIMITS: ReadonlyMap<ArtefactPath, number> = new Map([
  [INDEX, 20 * MEBIBYTE],
  [SUMMARY, 20 * MEBIBYTE],
  [CONSTELLATION, JSON_LIMIT],
  [GENESIS_FILE, JSON_LIMIT],
]);

/** The payload's manifest has a line for each file. */
const TAG_LIMITS: ReadonlyMap<ArtefactPath, number> = new Map([
  [BAGIT, 1024],
  [BAG_INFO, 4096],
  [MANIFEST, 20 * MEBIBYTE],
  [TAG_MANIFEST, MEBIBYTE],
  [ANCHOR, MEBIBYTE],
]);

/**
 * @param paths of everything in the bag.
 * @returns how many bytes a file of the bag may have that is read as text; `null` if it is only hashed.
 */
export function textLimits(paths: readonly ArtefactPath[]): (path: ArtefactPath) => number | null {
  const documents = wantedDocuments(paths.flatMap((path) => withinPayload(path) ?? []));
  const isDocument = (inside: ArtefactPath) => asManifest(inside) !== undefined || documents.has(inside);
  return (path) => {
    const inside = withinPayload(path);
    if (inside === undefined) return isAttestation(path) ? STATEMENT_LIMIT : (TAG_LIMITS.get(path) ?? null);
    return BUILT_LIMITS.get(inside) ?? (isDocument(inside) ? JSON_LIMIT : null);
  };
}

/**
 * @param files of a payload.
 * @returns those that a verification would not read to the end, each with the most bytes that it may have.
 */
export function unreadableFiles(
  files: readonly PayloadFile[],
): readonly { readonly path: ArtefactPath; readonly limit: number }[] {
  const textLimit = textLimits(files.map(({ path }) => payloadPath(path)));
  return files.flatMap(({ path, bytes }) => {
    const receipt = withinReports(path) !== undefined && path.endsWith(".json") ? RECEIPT_LIMIT : Infinity;
    const limit = Math.min(textLimit(payloadPath(path)) ?? Infinity, receipt);
    return bytes > limit ? [{ path, limit }] : [];
  });
}
