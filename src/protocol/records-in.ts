import type { TransactionRecord } from "../model/record.ts";

/** Every transaction record in a document, wherever it stands and however deep. */
export function recordsIn(document: unknown): TransactionRecord[] {
  const records: TransactionRecord[] = [];
  const open = [document];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    if (isRecord(value)) records.push(value);
    else open.push(...Object.values(value).reverse());
  }
  return records;
}

function isRecord(value: object): value is TransactionRecord {
  return "hash" in value && "gasUsed" in value && "events" in value;
}
