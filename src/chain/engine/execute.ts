import { Transaction } from "ethers/transaction";
import type { Hex } from "../../model/hex.ts";
import type { RawReceipt } from "../../model/raw-receipt.ts";
import { fetchOutputs, fetchReceipts } from "../fetch-receipts.ts";
import type { Journal, JournalBlock } from "../journal/journal.ts";
import type { JournalStream } from "../journal/journal-stream.ts";
import type { Rpc } from "../rpc.ts";
import { transactionHash } from "../sign.ts";
import type { ExecutedTransaction, Execution } from "./engine.ts";
import { replayStream } from "./replay.ts";

/** Transactions that are asked for in one round trip. */
const BATCH = 500;

/** Replays a journal on a chain that is at its genesis, and reads what came of every transaction. */
export async function executeOn(rpc: Rpc, { header, blocks }: JournalStream): Promise<Execution> {
  const read: JournalBlock[] = [];
  const replayed = await replayStream({ header, blocks: kept(blocks, read) }, rpc);
  if (replayed.kind === "differs") return replayed;
  const journal = { header, blocks: read };
  return { kind: "executed", journal, transactions: await readOutcomes(rpc, journal) };
}

/** Puts each block into `read` as it passes. */
function* kept(blocks: Iterable<JournalBlock>, read: JournalBlock[]): Generator<JournalBlock> {
  for (const block of blocks) {
    read.push(block);
    yield block;
  }
}

async function readOutcomes(rpc: Rpc, journal: Journal): Promise<readonly ExecutedTransaction[]> {
  const placed = transactionsOf(journal);
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

function transactionsOf({ blocks }: Journal) {
  return blocks.flatMap(({ number, timestamp, transactions }) =>
    transactions.map((raw, index) => {
      const { data, value } = Transaction.from(raw);
      return {
        hash: transactionHash(raw),
        block: number,
        index,
        timestamp,
        data: data as Hex,
        valueWei: value,
      };
    }),
  );
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
