import { readFileSync } from "node:fs";
import { type ReceiptDocument, type ReceiptId, receiptAt } from "../../src/model/receipts.ts";
import { toJson } from "../../src/support/json.ts";

/** Receipts of a run of the shared plan, with one item of each list. */
const REAL = new Map<ReceiptId | undefined, object>(
  Object.entries(
    JSON.parse(readFileSync(new URL("../fixtures/receipts.json", import.meta.url), "utf8")) as object,
  ).map(([path, document]) => [receiptAt(path), document]),
);

/** A receipt that has its whole form, of which a test says only what it is about. */
export function wholeReceipt<Id extends ReceiptId>(
  id: Id,
  changes: Partial<ReceiptDocument<Id>> = {},
): ReceiptDocument<Id> {
  const real = REAL.get(id);
  if (real === undefined) throw new Error(`the fixture has no receipt "${id}"`);
  return { ...(real as ReceiptDocument<Id>), ...changes };
}

/** What lies there. */
export function wholeReceiptText<Id extends ReceiptId>(
  id: Id,
  changes: Partial<ReceiptDocument<Id>> = {},
): string {
  return toJson(wholeReceipt(id, changes));
}
