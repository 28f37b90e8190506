import type { Hex } from "./hex.ts";

export interface Genesis {
  readonly hash: Hex;
  readonly stateRoot: Hex;
  readonly timestamp: number;
}

export interface JournalHeader {
  readonly format: "omnisovereign-journal/1";
  readonly chainId: number;
  readonly hardfork: string;
  readonly genesis: Genesis;
  readonly randomness: "scripted";
}

/** A block before it is mined. */
export interface BlockIntent {
  readonly number: number;
  /** In seconds. */
  readonly timestamp: number;
  readonly prevrandao: Hex;
  readonly stage: string;
  readonly script: string;
  /** Raw signed transactions in the order of the block. */
  readonly transactions: readonly Hex[];
}

export interface BlockOutcome {
  readonly hash: Hex;
  readonly stateRoot: Hex;
}

export interface JournalBlock extends BlockIntent, BlockOutcome {}

export interface Journal {
  readonly header: JournalHeader;
  readonly blocks: readonly JournalBlock[];
}
