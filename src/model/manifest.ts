import type { FileDigest } from "./artefact.ts";

/** The blocks that a script mined, and the state root of the last of them (0x and 64 hex digits). */
export interface BlockRange {
  readonly first: number;
  readonly last: number;
  readonly stateRoot: string;
}

/** What an operator chose otherwise than a run does: names of choices → texts. */
export type Chosen = Readonly<Record<string, string>>;

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
  /** The block at whose state a script that only reads the chain read it. */
  readonly readAt?: number;
  /** Left out where nothing was: whoever verifies has the script act again as it acted then. */
  readonly chosen?: Chosen;
  readonly inputs: readonly FileDigest[];
  readonly outputs: readonly FileDigest[];
}
