import type { FileDigest } from "./artefact.ts";

/** What the dossier's page is made of: the payload, and nothing else. */
export interface PageSources {
  /** Every payload file, by path relative to `data/`. */
  readonly listed: readonly FileDigest[];
  /** Those of them that the page takes in, the same paths. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** @returns one self-contained HTML document; the same sources give the same bytes. */
export type RenderPage = (sources: PageSources) => string;
