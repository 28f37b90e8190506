import type { ArtefactPath, FileDigest } from "../../model/artefact.ts";
import { byPath } from "../../support/paths.ts";
import { withinReports } from "../../support/payload.ts";
import type { Documents } from "../documents.ts";

/** What the payload holds. */
export interface Holdings {
  /** By path relative to `data/`. */
  readonly files: ReadonlyMap<ArtefactPath, FileDigest>;
  readonly documents: Documents;
}

/** A receipt of the payload with what it says; attacker-controlled. */
export interface HeldReceipt {
  readonly file: FileDigest;
  readonly document: unknown;
}

/**
 * @param pattern of paths relative to OUT.
 * @returns the receipts that it fits, by path.
 */
export function receiptsLike(pattern: RegExp, { files, documents }: Holdings): HeldReceipt[] {
  return [...documents]
    .flatMap(([path, document]) => {
      const file = files.get(path);
      return file !== undefined && pattern.test(withinReports(path) ?? "") ? [{ path, file, document }] : [];
    })
    .toSorted(byPath)
    .map(({ file, document }) => ({ file, document }));
}

/** @returns the entries of a list in a document, as far as they are objects. */
export function listIn(document: unknown, key: string): Readonly<Record<string, unknown>>[] {
  const value = isObject(document) ? document[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** @returns a text in a document, empty if there is none. */
export function textIn(document: unknown, key: string): string {
  const value = isObject(document) ? document[key] : undefined;
  return typeof value === "string" ? value : "";
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
