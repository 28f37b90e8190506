import type { TransactionRecord } from "../model/record.ts";

/** Every transaction record in a document, wherever it stands and however deep. */
export function recordsIn(document: unknown): TransactionRecord[] {
  const records: TransactionRecord[] = [];
  const open = [document];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    if (isRecord(value)) records.push(value);
    else for (const inner of Object.values(value).reverse()) open.push(inner);
  }
  return records;
}

function isRecord(value: object): value is TransactionRecord {
  return "hash" in value && typeof value.hash === "string" && "gasUsed" in value && "events" in value;
}
