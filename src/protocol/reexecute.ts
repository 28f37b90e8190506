import { Transaction } from "ethers";
import type { Hex } from "../chain/hex.ts";
import { type Journal, parseJournal } from "../chain/journal.ts";
import { startNode } from "../chain/node.ts";
import { fetchOutputs, fetchReceipts, type RawReceipt } from "../chain/receipt.ts";
import { replay } from "../chain/replay.ts";
import type { Rpc } from "../chain/rpc.ts";
import type { AddressEntry, TransactionRecord } from "../model/record.ts";
import { AddressBook } from "./address-book.ts";
import { recordOf } from "./record.ts";
import { recordsIn } from "./records-in.ts";

/** A receipt file of a dossier; both fields are attacker-controlled. */
export interface ReceiptFile {
  readonly path: string;
  readonly text: string;
}

/** Where a receipt says something else than the re-executed chain. Texts are attacker-controlled. */
export interface ReceiptDifference {
  readonly path: string;
  readonly transaction: string;
  readonly problem: string;
}

export type Reexecution =
  | { readonly kind: "unreadable"; readonly line: number; readonly problem: string }
  | { readonly kind: "diverged"; readonly block: number; readonly expected: string; readonly found: string }
  | {
      readonly kind: "executed";
      readonly blocks: number;
      readonly transactions: number;
      /** Records in receipts that were compared. */
      readonly records: number;
      /** Transactions of the journal that no receipt shows. */
      readonly unreceipted: number;
      readonly stateRoot: Hex;
      readonly differences: readonly ReceiptDifference[];
    };

const BATCH = 500;

/**
 * Executes a journal on a fresh EVM and compares every transaction in every receipt with what came of it: status,
 * gas, decoded call and events. Proves that the receipts follow from the journal; whether the journal follows from the
 * plan, only a fresh run tells.
 *
 * @param logFile where the node's output goes.
 */
export async function reexecute(
  journalText: string,
  receipts: readonly ReceiptFile[],
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

async function compareReceipts(journal: Journal, files: readonly ReceiptFile[], rpc: Rpc) {
  const parsed = files.map(({ path, text }) => ({ path, document: parseJson(text) }));
  const book = AddressBook.from(parsed.flatMap(({ document }) => contractsIn(document)));
  const actual = await recordsOf(journal, book, rpc);
  const shown = new Set<string>();
  const differences: ReceiptDifference[] = [];
  let records = 0;
  for (const { path, document } of parsed) {
    for (const record of recordsIn(document)) {
      records += 1;
      shown.add(record.hash);
      const problem = differenceOf(actual.get(record.hash), record);
      if (problem) differences.push({ path, transaction: String(record.hash), problem });
    }
  }
  return { records, unreceipted: [...actual.keys()].filter((hash) => !shown.has(hash)).length, differences };
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

function differenceOf(actual: TransactionRecord | undefined, shown: TransactionRecord): string | null {
  if (!actual) return "is not in the journal";
  const fields = Object.keys({ ...actual, ...shown }) as (keyof TransactionRecord)[];
  const field = fields.find((name) => JSON.stringify(actual[name]) !== JSON.stringify(shown[name]));
  return field ? `shows another "${field}" than its re-execution` : null;
}

/** @returns `undefined` for what is no JSON: the digests have vouched for the bytes, not for their form. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function contractsIn(document: unknown): AddressEntry[] {
  const { contracts } = (document ?? {}) as { contracts?: unknown };
  return Array.isArray(contracts) ? contracts.filter(isAddressEntry) : [];
}

export function isAddressEntry(value: unknown): value is AddressEntry {
  const { name, address, artifact } = (value ?? {}) as Partial<AddressEntry>;
  return typeof name === "string" && typeof address === "string" && typeof artifact === "string";
}
