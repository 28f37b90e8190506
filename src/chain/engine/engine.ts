import type { Hex } from "../../model/hex.ts";
import type { RawReceipt } from "../../model/raw-receipt.ts";
import type { Journal } from "../journal/journal.ts";
import type { JournalStream } from "../journal/journal-stream.ts";
import type { Divergence } from "./replay.ts";

/** A transaction of a journal, and what came of it. */
export interface ExecutedTransaction {
  readonly hash: Hex;
  readonly block: number;
  readonly index: number;
  /** Of the block, in seconds. */
  readonly timestamp: number;
  readonly data: Hex;
  readonly valueWei: bigint;
  readonly receipt: RawReceipt;
  /** What it reverted with; `null` if it succeeded. */
  readonly revertData: Hex | null;
}

export type Execution =
  | {
      readonly kind: "executed";
      /** As far as it was read, which is all of it. */
      readonly journal: Journal;
      /** In the order of the journal. */
      readonly transactions: readonly ExecutedTransaction[];
    }
  | Divergence;

/**
 * Executes a journal on a fresh EVM, from the genesis that it names, and compares every block. Which EVM that is, and how it
 * is asked, nobody needs to know who reads the outcome.
 *
 * @param journal attacker-controlled beyond its form; what is wrong with that is thrown where it is read.
 */
export type Engine = (journal: JournalStream) => Promise<Execution>;
