import type { Hex } from "../../../model/hex.ts";
import type { RawReceipt } from "../../../model/raw-receipt.ts";
import type { BlockOutcome, JournalBlock } from "../../journal/journal.ts";
import type { JournalStream } from "../../journal/journal-stream.ts";
import type { Step } from "./steps.ts";

/** What one engine makes of a block, whether it is what the journal says or not. */
export interface Side {
  /** `null` if it takes the block for invalid. */
  readonly outcome: BlockOutcome | null;
  /** Why it does. */
  readonly problem: string | null;
  /** In the order of the block; `null` for a transaction that was not executed. */
  readonly receipts: readonly (RawReceipt | null)[];
  /** The steps of one transaction; `null` if they are too many. */
  readonly stepsOf: (index: number) => Promise<readonly Step[] | null>;
  readonly close: () => void;
}

/** Whoever executes a journal up to a block, of which it may think what it will. */
export type OpenSide = (journal: JournalStream, block: number) => Promise<Side>;

/** Steps of transactions that use more are not looked at: each is some hundred bytes. */
export const MOST_TRACED_GAS = 2_000_000n;

/** The stack makes a step several times as large. */
export const MOST_STACKED_GAS = 500_000n;

/** @returns the block, after the ones before it have gone to `execute`. */
export async function upTo(
  { blocks }: JournalStream,
  number: number,
  execute: (block: JournalBlock, parentHash: Hex) => Promise<void>,
  genesis: Hex,
): Promise<{ readonly block: JournalBlock; readonly parentHash: Hex }> {
  let parentHash = genesis;
  for (const block of blocks) {
    if (block.number === number) return { block, parentHash };
    await execute(block, parentHash);
    parentHash = block.hash;
  }
  throw new TypeError(`the journal has no block ${number}`);
}
