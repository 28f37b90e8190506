import { fetchBlock, mineCall, prepareCalls } from "../../src/chain/block.ts";
import { GENESIS } from "../../src/chain/constants.ts";
import type { BlockOutcome, JournalBlock } from "../../src/chain/journal/journal.ts";
import type { Rpc } from "../../src/chain/rpc.ts";

/**
 * The least that a chain can be made with over JSON-RPC: each block's transactions in one batch, then `evm_mine`; no
 * receipts, no logs, no checks. Only the last block is looked at, to know that it was the same chain.
 *
 * @returns seconds
 */
export async function replayRaw(rpc: Rpc, blocks: readonly JournalBlock[]): Promise<number> {
  const started = performance.now();
  let parent: BlockOutcome = GENESIS;
  for (const block of blocks) {
    await rpc.batch(prepareCalls(block, parent.hash));
    await rpc.batch([mineCall(block.timestamp)]);
    parent = block;
  }
  const seconds = (performance.now() - started) / 1000;
  const last = await fetchBlock(rpc, "latest");
  if (last?.hash !== blocks.at(-1)?.hash) throw new Error("the raw replay made another chain");
  return seconds;
}

export function transactionsIn(blocks: readonly JournalBlock[]): number {
  return blocks.reduce((sum, { transactions }) => sum + transactions.length, 0);
}
