import type { Engine, ExecutedTransaction, Execution } from "../chain/engine/engine.ts";
import { latestOf } from "../chain/journal/journal.ts";
import { JournalMalformed, streamJournal } from "../chain/journal/journal-stream.ts";
import type { Hex } from "../model/hex.ts";
import type { TransactionRecord } from "../model/record.ts";
import { AddressBook } from "../records/address-book.ts";
import type { ReadReceipt, ReceiptReading } from "../records/read-receipt.ts";
import { recordOf } from "../records/record-of.ts";
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

/**
 * Executes a journal on a fresh EVM and compares every transaction in every receipt with what came of it: status,
 * gas, decoded call and events; every transaction has a receipt. Proves that the receipts follow from the journal; whether
 * the journal follows from the plan, only a fresh run tells.
 *
 * @param lines of the journal, each without its line feed. They are read as they are executed, so that a long one that fails
 *   costs no more than what came before.
 */
export async function reexecute(
  lines: readonly string[] | Generator<string>,
  receipts: readonly ReceiptReading[],
  engine: Engine,
): Promise<Reexecution> {
  try {
    return outcomeOf(await engine(streamJournal(lines)), receipts);
  } catch (error) {
    if (!(error instanceof JournalMalformed)) throw error;
    return { kind: "unreadable", line: error.line, problem: error.problem };
  }
}

function outcomeOf(execution: Execution, receipts: readonly ReceiptReading[]): Reexecution {
  if (execution.kind === "differs") {
    const { block, what, expected, found } = execution;
    return { kind: "diverged", block, expected: `${what} ${expected}`, found };
  }
  const { journal, transactions } = execution;
  return {
    ...compareReceipts(transactions, receipts),
    kind: "executed",
    blocks: journal.blocks.length,
    transactions: transactions.length,
    stateRoot: latestOf(journal).stateRoot,
  };
}

function compareReceipts(executed: readonly ExecutedTransaction[], receipts: readonly ReceiptReading[]) {
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
  const actual = new Map(
    executed.map((transaction) => [transaction.hash as string, recordOf(book, transaction)]),
  );
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
