import type { Engine, ExecutedTransaction, Execution } from "../chain/engine/engine.ts";
import { latestOf } from "../chain/journal/journal.ts";
import { JournalMalformed, streamJournal } from "../chain/journal/journal-stream.ts";
import type { DossierAnchor } from "../model/dossier-anchor.ts";
import type { Hex } from "../model/hex.ts";
import type { TransactionRecord } from "../model/record.ts";
import { AddressBook } from "../records/address-book.ts";
import type { ReadReceipt, ReceiptReading } from "../records/read-receipt.ts";
import { recordOf } from "../records/record-of.ts";
import { toJsonLine } from "../support/json.ts";
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
  /** The anchor's receipt says something else. */
  | { readonly kind: "anchor"; readonly problem: string; readonly copied: boolean }
  /** A transaction that was executed and that no receipt shows. */
  | { readonly kind: "unreceipted"; readonly transaction: string; readonly block: number };

export type Reexecution =
  | { readonly kind: "unreadable"; readonly line: number; readonly problem: string }
  | { readonly kind: "diverged"; readonly block: number; readonly expected: string; readonly found: string }
  /** The journal was executed, and not the blocks of the anchor after it. */
  | { readonly kind: "closed otherwise"; readonly problem: string }
  | {
      readonly kind: "executed";
      readonly blocks: number;
      readonly transactions: number;
      /** Records in receipts that were compared. */
      readonly records: number;
      readonly stateRoot: Hex;
      /** Whether there was an anchor, whose receipt was compared as well. */
      readonly anchored: boolean;
      readonly differences: readonly ReceiptDifference[];
    };

/** Where a dossier's journal ends, and what came after it. */
export interface Closing {
  /** Of the journal. */
  readonly blocks: number;
  readonly anchor: DossierAnchor | null;
}

export const UNCLOSED: Closing = { blocks: Number.POSITIVE_INFINITY, anchor: null };

/**
 * Executes a journal on a fresh EVM and compares every transaction in every receipt with what came of it: status,
 * gas, decoded call and events; every transaction has a receipt. Proves that the receipts follow from the journal; whether
 * the journal follows from the plan, only a fresh run tells.
 *
 * @param lines of the journal, each without its line feed. They are read as they are executed, so that a long one that fails
 *   costs no more than what came before.
 * @param closing what is executed after them, and compared by itself.
 */
export async function reexecute(
  lines: readonly string[] | Generator<string>,
  receipts: readonly ReceiptReading[],
  engine: Engine,
  closing: Closing = UNCLOSED,
): Promise<Reexecution> {
  try {
    return outcomeOf(await engine(streamJournal(withClosing(lines, closing))), receipts, closing);
  } catch (error) {
    if (!(error instanceof JournalMalformed)) throw error;
    return { kind: "unreadable", line: error.line, problem: error.problem };
  }
}

function* withClosing(
  lines: readonly string[] | Generator<string>,
  { anchor }: Closing,
): Generator<string, void, undefined> {
  yield* lines;
  for (const block of anchor?.blocks ?? []) yield toJsonLine(block).trimEnd();
}

function outcomeOf(
  execution: Execution,
  receipts: readonly ReceiptReading[],
  { blocks, anchor }: Closing,
): Reexecution {
  if (execution.kind === "differs") {
    const { block, what, expected, found } = execution;
    const problem = `gives ${what} ${found} in block ${block}, where ${expected} is told`;
    return block > blocks
      ? { kind: "closed otherwise", problem }
      : { kind: "diverged", block, expected: `${what} ${expected}`, found };
  }
  const { header, blocks: all } = execution.journal;
  const [before, after] = partAt(execution.transactions, blocks);
  return {
    ...compareReceipts(before, receipts, { after, anchor }),
    kind: "executed",
    blocks: Math.min(all.length, blocks),
    transactions: before.length,
    stateRoot: latestOf({ header, blocks: all.slice(0, blocks) }).stateRoot,
    anchored: anchor !== null,
  };
}

function partAt(transactions: readonly ExecutedTransaction[], blocks: number) {
  return [
    transactions.filter(({ block }) => block <= blocks),
    transactions.filter(({ block }) => block > blocks),
  ] as const;
}

function compareReceipts(
  executed: readonly ExecutedTransaction[],
  receipts: readonly ReceiptReading[],
  closing: { readonly after: readonly ExecutedTransaction[]; readonly anchor: DossierAnchor | null },
) {
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
  const { after, anchor } = closing;
  const closed = anchor && differenceOf(after.map((one) => recordOf(book, one)).at(-1), anchor.receipt);
  if (closed) differences.push({ kind: "anchor", ...closed });
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
