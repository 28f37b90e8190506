import { OmniError } from "../errors/error.ts";
import { RECEIPT } from "../errors/receipt-errors.ts";
import { type Receipt, receiptAt } from "../model/receipts.ts";
import type { AddressEntry } from "../model/record.ts";
import { type JsonLimits, overJsonLimit } from "../support/json-limits.ts";
import { type Parsed, sentence } from "../support/shape.ts";
import { type Located, recordsAt } from "./located-records.ts";
import { receiptShape } from "./receipt-shapes.ts";

/** A receipt as it lies somewhere; both fields are attacker-controlled. */
export interface ReceiptFile {
  readonly path: string;
  readonly text: string;
}

/** What a receipt says, as far as anybody's can be read. All of it is as the file has it: attacker-controlled. */
export interface ReadReceipt {
  readonly document: unknown;
  /** Every transaction that it shows, in the order of the document. */
  readonly records: readonly Located[];
  /** The contracts that it says were deployed. */
  readonly contracts: readonly AddressEntry[];
}

/** A file with what it says, or why it cannot be a receipt. */
export interface ReceiptReading {
  readonly path: string;
  readonly read: Parsed<ReadReceipt>;
}

/** Far more than any receipt of ours, and far less than a call stack and a small machine hold. */
export const RECEIPT_LIMITS: JsonLimits = { depth: 64, values: 1_000_000 };

const TOO_MUCH: Readonly<Record<keyof JsonLimits, string>> = {
  depth: `is nested deeper than ${RECEIPT_LIMITS.depth} levels`,
  values: `has more than ${RECEIPT_LIMITS.values} values`,
};

/**
 * The only reader of receipts' text.
 *
 * @param text attacker-controlled.
 * @returns the document, or why it cannot be a receipt.
 */
export function parseReceipt(text: string): Parsed<unknown> {
  const over = overJsonLimit(text, RECEIPT_LIMITS);
  if (over !== undefined) return { ok: false, problem: TOO_MUCH[over] };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: "is not JSON" };
  }
}

/** Reads whatever may be a receipt, for those who hold it against something else. */
export function readReceipt({ path, text }: ReceiptFile): ReceiptReading {
  const parsed = parseReceipt(text);
  if (!parsed.ok) return { path, read: parsed };
  return { path, read: { ok: true, value: contentOf(parsed.value) } };
}

/**
 * What this code left, for those who build on it.
 *
 * @param file its path relative to OUT.
 * @throws OMNI2210 if it is none that this version leaves there.
 */
export function ownReceipt(file: ReceiptFile): Receipt {
  const read = readOwnReceipt(file);
  if (read.ok) return read.value;
  throw new OmniError(RECEIPT.UNREADABLE, { path: file.path, problem: read.problem });
}

/**
 * Reads what this code left: a receipt that has exactly the form of those that lie where it does.
 *
 * @param path relative to OUT.
 */
export function readOwnReceipt({ path, text }: ReceiptFile): Parsed<Receipt> {
  const parsed = parseReceipt(text);
  if (!parsed.ok) return parsed;
  const id = receiptAt(path);
  if (id === undefined) return { ok: false, problem: "lies where no receipt does" };
  const broken = receiptShape(id)(parsed.value, "");
  if (broken !== undefined) return { ok: false, problem: sentence(broken) };
  return { ok: true, value: { id, path, document: parsed.value } as Receipt };
}

/** @param document attacker-controlled. */
export function contentOf(document: unknown): ReadReceipt {
  return { document, records: recordsAt(document), contracts: contractsIn(document) };
}

function contractsIn(document: unknown): AddressEntry[] {
  const { contracts } = (document ?? {}) as { contracts?: unknown };
  return Array.isArray(contracts) ? contracts.filter(isAddressEntry) : [];
}

function isAddressEntry(value: unknown): value is AddressEntry {
  const { name, address, artifact } = (value ?? {}) as Partial<AddressEntry>;
  return typeof name === "string" && typeof address === "string" && typeof artifact === "string";
}
