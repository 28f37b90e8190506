import type { ArtefactPath } from "../model/artefact.ts";

const SEGMENT = /^[A-Za-z0-9._-]+$/;
const MAX_LENGTH = 512;
const MAX_DEPTH = 32;

/** Plain code-unit order: the same on every machine and in every locale, and what `LC_ALL=C sort` does for ASCII. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `items.toSorted(byPath)` is the order of every list of files that is digested. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return byCodeUnit(a.path, b.path);
}

/**
 * Narrows attacker-controlled text to a path that means the same file everywhere.
 *
 * @returns the rule that `text` breaks, or `undefined` if it is an {@link ArtefactPath}.
 */
export function pathProblem(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (text.startsWith("/")) return "is absolute";
  if (text.includes("%")) return "is percent-encoded";
  const segments = text.split("/");
  if (segments.length > MAX_DEPTH) return `is deeper than ${MAX_DEPTH} folders`;
  if (segments.some((segment) => segment === ".." || segment === ".")) return 'has a segment "." or ".."';
  if (!segments.every((segment) => SEGMENT.test(segment)))
    return "is not made of A-Z a-z 0-9 . _ - and single /";
  return undefined;
}

export function isArtefactPath(text: string): text is ArtefactPath {
  return pathProblem(text) === undefined;
}

/** @throws TypeError if `text` is not an artefact path: for paths that the product makes itself. */
export function artefactPath(text: string): ArtefactPath {
  if (isArtefactPath(text)) return text;
  throw new TypeError(`path "${text}" ${pathProblem(text)}`);
}

/** @returns the path of `inner` within `folder`; may be longer and deeper than a path from outside may. */
export function joinPaths(folder: ArtefactPath, inner: ArtefactPath): ArtefactPath {
  return `${folder}/${inner}` as ArtefactPath;
}
