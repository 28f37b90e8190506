import type { ArtefactPath } from "../model/artefact.ts";
import { parseReceipt } from "../records/read-receipt.ts";
import { byCodeUnit } from "../support/paths.ts";
import { withinReports } from "../support/payload.ts";
import { ARROWS } from "./constellation/arrows.ts";
import { MISSION_DOCUMENTS } from "./jurisdictions/sources.ts";

/** Parsed receipts by path relative to `data/`; attacker-controlled JSON. */
export type Documents = ReadonlyMap<ArtefactPath, unknown>;

/** Of files that are many, such as a step of every job, so many are looked into for evidence. */
const MOST_CANDIDATES = 8;

/**
 * Says which files of a payload have to be read as documents: those that may prove an arrow, and those that tell of
 * jobs and flows. A mission of many jobs does not make them more.
 *
 * @param paths relative to `data/`.
 */
export function wantedDocuments(paths: readonly ArtefactPath[]): ReadonlySet<ArtefactPath> {
  const reports = paths.flatMap((path) => {
    const inside = withinReports(path);
    return inside?.endsWith(".json") ? [{ path, inside }] : [];
  });
  const matching = (pattern: RegExp) =>
    reports
      .filter(({ inside }) => pattern.test(inside))
      .map(({ path }) => path)
      .toSorted(byCodeUnit);
  const read = ARROWS.flatMap(({ proofs, otherwise = [], excuses = [] }) =>
    [...proofs, ...otherwise, ...excuses.map(({ proof }) => proof)].filter(({ find }) => find !== null),
  );
  const patterns = new Map(read.map(({ path }) => [path.source, path]));
  return new Set([
    ...[...patterns.values()].flatMap((pattern) => matching(pattern).slice(0, MOST_CANDIDATES)),
    ...MISSION_DOCUMENTS.flatMap(matching),
  ]);
}

/**
 * @param text attacker-controlled.
 * @returns the document, `null` if it is no JSON or nests too deep to be a receipt.
 */
export function parseDocument(text: string): unknown {
  const parsed = parseReceipt(text);
  return parsed.ok ? parsed.value : null;
}
