import type { Sha256 } from "./artefact.ts";
import type { Hex } from "./hex.ts";
import type { TransactionRecord } from "./record.ts";

/** A block that was mined after a dossier was closed, as a line of its journal would have it. */
export interface ClosingBlock {
  readonly number: number;
  /** In seconds. */
  readonly timestamp: number;
  readonly prevrandao: Hex;
  readonly stage: string;
  readonly script: string;
  readonly transactions: readonly Hex[];
  readonly hash: Hex;
  readonly stateRoot: Hex;
}

/** How the owner anchored a dossier's root on the chain that the dossier tells of. */
export interface DossierAnchor {
  readonly format: "omnisovereign-anchor/1";
  readonly statement: string;
  readonly chainId: number;
  /** Of the dossier: SHA-256 of its `manifest-sha256.txt`. */
  readonly root: Sha256;
  /** All that came after the dossier's journal, up to the block that anchors this root; one before it anchors an earlier dossier's. */
  readonly blocks: readonly ClosingBlock[];
  /** What came of the last block's transaction. */
  readonly receipt: TransactionRecord;
}
