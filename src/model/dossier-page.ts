import type { FileDigest } from "./artefact.ts";

/** What the dossier's page is made of: the payload, and what a verifier left beside it. */
export interface PageSources {
  /** Every payload file, by path relative to `data/`. */
  readonly listed: readonly FileDigest[];
  /** Those of them that the page takes in, the same paths. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** `state-differences.json`, of which the root says nothing; `null` where nobody left it. */
  readonly state: Uint8Array | null;
}

/** @returns one self-contained HTML document; the same sources give the same bytes. */
export type RenderPage = (sources: PageSources) => string;
