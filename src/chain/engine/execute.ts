import { Transaction } from "ethers/transaction";
import type { Hex } from "../../model/hex.ts";
import type { RawReceipt } from "../../model/raw-receipt.ts";
import { fetchOutputs, fetchReceipts } from "../fetch-receipts.ts";
import type { JournalBlock } from "../journal/journal.ts";
import type { JournalStream } from "../journal/journal-stream.ts";
import type { Rpc } from "../rpc.ts";
import { transactionHash } from "../sign.ts";
import type { ExecutedTransaction, Execution } from "./engine.ts";
import { replayStream } from "./replay.ts";

/** An executed one, without what came of it. */
type SentTransaction = Omit<ExecutedTransaction, "receipt" | "revertData">;

/** Transactions that are asked for in one round trip. */
const BATCH = 500;

/** Replays a journal on a chain that is at its genesis, and reads what came of every transaction. */
export async function executeOn(rpc: Rpc, { header, blocks }: JournalStream): Promise<Execution> {
  const read: JournalBlock[] = [];
  const sent: SentTransaction[] = [];
  const replayed = await replayStream({ header, blocks: kept(blocks, read, sent) }, rpc);
  if (replayed.kind === "differs") return replayed;
  return {
    kind: "executed",
    journal: { header, blocks: read },
    transactions: await readOutcomes(rpc, sent),
  };
}

/** Takes down each block as it passes, and when the next is asked for what it sent: by then the chain has taken that, and mines it. */
function* kept(
  blocks: Iterable<JournalBlock>,
  read: JournalBlock[],
  sent: SentTransaction[],
): Generator<JournalBlock> {
  for (const block of blocks) {
    read.push(block);
    yield block;
    sent.push(...transactionsOf(block));
  }
}

async function readOutcomes(
  rpc: Rpc,
  placed: readonly SentTransaction[],
): Promise<readonly ExecutedTransaction[]> {
  const hashes = placed.map(({ hash }) => hash);
  const receipts = await inBatches(hashes, (some) => fetchReceipts(rpc, some));
  const reverted = hashes.filter((_, index) => receipts[index]?.status !== "0x1");
  const outputs = await inBatches(reverted, (some) => fetchOutputs(rpc, some));
  const outputOf = new Map(reverted.map((hash, index) => [hash, outputs[index] as Hex]));
  return placed.map((transaction, index) => ({
    ...transaction,
    receipt: receipts[index] as RawReceipt,
    revertData: outputOf.get(transaction.hash) ?? null,
  }));
}

function transactionsOf({ number, timestamp, transactions }: JournalBlock): SentTransaction[] {
  return transactions.map((raw, index) => {
    const { data, value } = Transaction.from(raw);
    return {
      hash: transactionHash(raw),
      block: number,
      index,
      timestamp,
      data: data as Hex,
      valueWei: value,
    };
  });
}

async function inBatches<Result>(
  hashes: readonly Hex[],
  fetch: (some: readonly Hex[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < hashes.length; from += BATCH) {
    results.push(...(await fetch(hashes.slice(from, from + BATCH))));
  }
  return results;
}
