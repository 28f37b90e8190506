import type { FileDigest, Sha256 } from "../model/artefact.ts";
import { sha256OfText } from "./digest.ts";
import { byPath } from "./paths.ts";

/** @returns one line a file, sorted by path, as `sha256sum` prints them and `sha256sum -c` reads them. */
export function formatDigestList(files: readonly FileDigest[]): string {
  return files
    .toSorted(byPath)
    .map(({ path, sha256: digest }) => `${digest}  ${path}\n`)
    .join("");
}

/** @returns SHA-256 of {@link formatDigestList}: one digest for a set of named files. */
export function digestOfFiles(files: readonly FileDigest[]): Sha256 {
  return sha256OfText(formatDigestList(files));
}
