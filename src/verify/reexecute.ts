import { Transaction } from "ethers/transaction";
import { replay } from "../chain/engine/replay.ts";
import { fetchOutputs, fetchReceipts } from "../chain/fetch-receipts.ts";
import { type Journal, parseJournal } from "../chain/journal/journal.ts";
import { startNode } from "../chain/rehearsal/node.ts";
import type { Rpc } from "../chain/rpc.ts";
import type { Hex } from "../model/hex.ts";
import type { RawReceipt } from "../model/receipt-data.ts";
import type { TransactionRecord } from "../model/record.ts";
import { AddressBook } from "../records/address-book.ts";
import { recordOf } from "../records/decode.ts";
import type { ReadReceipt, ReceiptReading } from "../records/read-receipt.ts";
import { contractType } from "../system/contract-artefacts.ts";

/** Where a receipt says something else than the re-executed chain. Texts are attacker-controlled. */
export type ReceiptDifference =
  | {
      readonly kind: "record";
      readonly path: string;
      readonly transaction: string;
      readonly problem: string;
      /** Whether what differs is copied from the chain as it is, so that no ABI has a part in it. */
      readonly copied: boolean;
    }
  | { readonly kind: "file"; readonly path: string; readonly problem: string }
  /** A transaction that was executed and that no receipt shows. */
  | { readonly kind: "unreceipted"; readonly transaction: string; readonly block: number };

export type Reexecution =
  | { readonly kind: "unreadable"; readonly line: number; readonly problem: string }
  | { readonly kind: "diverged"; readonly block: number; readonly expected: string; readonly found: string }
  | {
      readonly kind: "executed";
      readonly blocks: number;
      readonly transactions: number;
      /** Records in receipts that were compared. */
      readonly records: number;
      readonly stateRoot: Hex;
      readonly differences: readonly ReceiptDifference[];
    };

const BATCH = 500;

/**
 * Executes a journal on a fresh EVM and compares every transaction in every receipt with what came of it: status,
 * gas, decoded call and events; every transaction has a receipt. Proves that the receipts follow from the journal; whether the journal follows from the
 * plan, only a fresh run tells.
 *
 * @param logFile where the node's output goes.
 */
export async function reexecute(
  journalText: string,
  receipts: readonly ReceiptReading[],
  logFile: string,
): Promise<Reexecution> {
  const parsed = parseJournal(journalText);
  if (parsed.kind === "malformed") return { kind: "unreadable", line: parsed.line, problem: parsed.problem };
  const node = await startNode({ logFile });
  try {
    const replayed = await replay(parsed.journal, node.rpc);
    if (replayed.kind === "differs") {
      const { block, what, expected, found } = replayed;
      return { kind: "diverged", block, expected: `${what} ${expected}`, found };
    }
    const compared = await compareReceipts(parsed.journal, receipts, node.rpc);
    const { stateRoot } = parsed.journal.blocks.at(-1) ?? parsed.journal.header.genesis;
    return {
      ...compared,
      kind: "executed",
      blocks: replayed.blocks,
      transactions: replayed.transactions,
      stateRoot,
    };
  } finally {
    await node.stop();
  }
}

async function compareReceipts(journal: Journal, receipts: readonly ReceiptReading[], rpc: Rpc) {
  const differences: ReceiptDifference[] = [];
  const contents: (ReadReceipt & { readonly path: string })[] = [];
  for (const { path, read } of receipts) {
    if (read.ok) contents.push({ path, ...read.value });
    else differences.push({ kind: "file", path, problem: read.problem });
  }
  const book = AddressBook.from(
    contents.flatMap(({ contracts }) => contracts),
    contractType,
  );
  const actual = await recordsOf(journal, book, rpc);
  for (const { path, records } of contents) {
    for (const { record } of records) {
      const difference = differenceOf(actual.get(record.hash), record);
      if (difference) differences.push({ kind: "record", path, transaction: record.hash, ...difference });
    }
  }
  const shown = contents.flatMap(({ records }) => records.map(({ record }) => record.hash));
  return { records: shown.length, differences: [...differences, ...unreceipted(actual, new Set(shown))] };
}

function unreceipted(
  actual: ReadonlyMap<string, TransactionRecord>,
  shown: ReadonlySet<string>,
): ReceiptDifference[] {
  return [...actual.values()]
    .filter(({ hash }) => !shown.has(hash))
    .map(({ hash, block }) => ({ kind: "unreceipted", transaction: hash, block }));
}

/** Every transaction of the journal as a receipt ought to show it, by hash. */
async function recordsOf(
  journal: Journal,
  book: AddressBook,
  rpc: Rpc,
): Promise<ReadonlyMap<string, TransactionRecord>> {
  const placed = journal.blocks.flatMap(({ number, timestamp, transactions }) =>
    transactions.map((raw, index) => ({
      block: number,
      timestamp,
      index,
      transaction: Transaction.from(raw),
    })),
  );
  const hashes = placed.map(({ transaction }) => transaction.hash as Hex);
  const receipts = await inBatches(hashes, (some) => fetchReceipts(rpc, some));
  const reverted = hashes.filter((_, index) => receipts[index]?.status !== "0x1");
  const outputs = await inBatches(reverted, (some) => fetchOutputs(rpc, some));
  const outputOf = new Map(reverted.map((hash, index) => [hash, outputs[index] as Hex]));
  return new Map(
    placed.map(({ transaction, ...place }, index) => {
      const hash = hashes[index] as Hex;
      const record = recordOf(book, {
        ...place,
        hash,
        data: transaction.data,
        valueWei: transaction.value,
        receipt: receipts[index] as RawReceipt,
        revertData: outputOf.get(hash) ?? null,
      });
      return [hash, record];
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

const COPIED: readonly string[] = [
  "hash",
  "block",
  "index",
  "timestamp",
  "from",
  "to",
  "value",
  "status",
  "gasUsed",
] satisfies (keyof TransactionRecord)[];

/** What is copied comes first: it is certain. */
function differenceOf(
  actual: TransactionRecord | undefined,
  shown: TransactionRecord,
): { problem: string; copied: boolean } | null {
  if (!actual) return { problem: "is not in the journal", copied: true };
  const fields = Object.keys({ ...actual, ...shown }) as (keyof TransactionRecord)[];
  const differing = fields.filter((name) => JSON.stringify(actual[name]) !== JSON.stringify(shown[name]));
  const field = differing.find((name) => COPIED.includes(name)) ?? differing[0];
  if (field === undefined) return null;
  return { problem: `shows another "${field}" than its re-execution`, copied: COPIED.includes(field) };
}
