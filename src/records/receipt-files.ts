import type { AddressEntry, TransactionRecord } from "../model/record.ts";
import { nestsDeeperThan } from "../support/shape.ts";
import { recordsIn } from "./records-in.ts";

/** A receipt file of a dossier; both fields are attacker-controlled. */
export interface ReceiptFile {
  readonly path: string;
  readonly text: string;
}

/** What a receipt file shows of the chain. Beyond the fields named here, records and entries are as the file has them. */
export interface ReceiptContent {
  readonly contracts: readonly AddressEntry[];
  readonly records: readonly TransactionRecord[];
}

/** Far more than any receipt of ours, and far less than a call stack holds. */
const MAX_DEPTH = 64;

/** @returns what the file shows, or why it cannot be a receipt. */
export function readReceiptFile({ text }: ReceiptFile): ReceiptContent | string {
  if (nestsDeeperThan(MAX_DEPTH, text)) return `is nested deeper than ${MAX_DEPTH} levels`;
  const document = parseJson(text);
  if (document === undefined) return "is not JSON";
  return { contracts: contractsIn(document), records: recordsIn(document) };
}

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
