import type { FileDigest } from "./artefact.ts";

/** The blocks that a script mined, and the state root of the last of them (0x and 64 hex digits). */
export interface BlockRange {
  readonly first: number;
  readonly last: number;
  readonly stateRoot: string;
}

/**
 * What one npm script read and left: `OUT/manifests/<script with ":" replaced by "-">.json`.
 *
 * Both lists are sorted by path. `outputs` are relative to OUT. `inputs` are files of the payload: `plans/…` for plans,
 * otherwise relative to OUT.
 */
export interface StageManifest {
  readonly format: "omnisovereign-manifest/1";
  readonly stage: string;
  readonly script: string;
  /** `null` for a script that never transacts. */
  readonly blocks: BlockRange | null;
  readonly inputs: readonly FileDigest[];
  readonly outputs: readonly FileDigest[];
}
