import type { TransactionRecord } from "../model/record.ts";
import { byPlace } from "../support/chain-order.ts";
import { byCodeUnit } from "../support/paths.ts";

/** A transaction record and where in its document it stands. */
export interface Located {
  /** RFC 6901. */
  readonly pointer: string;
  readonly record: TransactionRecord;
}

interface Place {
  readonly pointer: string;
  readonly value: unknown;
}

const HASH = /^0x[0-9a-f]{64}$/;

/**
 * What counts as a transaction's record: it names a hash and the gas that was used, and lists events. What does not count shows
 * no transaction; whether the rest of it is there is for those to say who hold it against the chain.
 */
export function isRecord(value: object): value is TransactionRecord {
  return "hash" in value && typeof value.hash === "string" && "gasUsed" in value && "events" in value;
}

/**
 * @param document attacker-controlled JSON.
 * @returns every transaction record in it, wherever it stands and however deep, in the order of the document.
 */
export function recordsAt(document: unknown): Located[] {
  const found: Located[] = [];
  const open: Place[] = [{ pointer: "", value: document }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { pointer, value } = next;
    if (typeof value !== "object" || value === null) continue;
    if (isRecord(value)) found.push({ pointer, record: value });
    else for (const child of childrenOf(value, pointer).reverse()) open.push(child);
  }
  return found;
}

/** The records alone. */
export function recordsIn(document: unknown): TransactionRecord[] {
  return recordsAt(document).map(({ record }) => record);
}

/**
 * @param document attacker-controlled JSON.
 * @returns the records in it whose place on the chain and events can be read, in the chain's order.
 */
export function locateRecords(document: unknown): Located[] {
  return inChainOrder(recordsAt(document));
}

/** @returns those whose place on the chain and events can be read, in the chain's order. */
export function inChainOrder(records: readonly Located[]): Located[] {
  return records
    .filter(({ record }) => isPlaced(record))
    .toSorted((a, b) => byPlace(a.record, b.record) || byCodeUnit(a.pointer, b.pointer));
}

/** @returns what an RFC 6901 pointer leads to; `undefined` if it leads nowhere. */
export function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      document,
    );
}

function childrenOf(value: object, pointer: string): Place[] {
  return Object.entries(value).map(([key, child]) => ({
    pointer: `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    value: child,
  }));
}

function isPlaced({ hash, block, index, events }: TransactionRecord): boolean {
  return (
    HASH.test(hash) &&
    Number.isSafeInteger(block) &&
    Number.isSafeInteger(index) &&
    Array.isArray(events) &&
    events.every(isEvent)
  );
}

function isEvent(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { args } = value as { args?: unknown };
  return typeof args === "object" && args !== null;
}
