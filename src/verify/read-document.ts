import { receiptAt } from "../model/receipts.ts";
import { recordsAt } from "../records/located-records.ts";
import { contentOf, RECEIPT_LIMITS, type ReadReceipt, type ReceiptReading } from "../records/read-receipt.ts";
import { receiptShape } from "../records/receipt-shapes.ts";
import { transaction } from "../records/transaction-shape.ts";
import { artefactPath } from "../support/paths.ts";
import { withinReports } from "../support/payload.ts";
import { type Parsed, parseExact, type Shape, sentence, shaped } from "../support/shape.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const NOTHING: ReadReceipt = { document: null, records: [], contracts: [] };

/**
 * Reads a JSON file of a payload as strictly as it was written: in its one spelling, as UTF-8, and where a receipt lies in
 * that receipt's form. Transactions are shown where receipts have a place for them, and nowhere else.
 *
 * @param path relative to `data/`.
 * @param bytes attacker-controlled.
 * @returns what it says, if it is a receipt; nothing, if it is another document.
 */
export function readDocument(path: string, bytes: Uint8Array): ReceiptReading {
  const text = decoded(bytes);
  if (text === null) return { path, read: { ok: false, problem: "is not UTF-8" } };
  const id = receiptAt(withinReports(artefactPath(path)) ?? "");
  const read =
    id === undefined
      ? parsedAs(PLAIN, text, () => NOTHING)
      : parsedAs(receiptShape(id), text, (document) => contentOf(document));
  return { path, read: read.ok ? withoutStrays(read.value) : read };
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

function parsedAs(
  shape: Shape,
  text: string,
  content: (document: unknown) => ReadReceipt,
): Parsed<ReadReceipt> {
  const parsed = parseExact<unknown>(text, shape, RECEIPT_LIMITS);
  // In the product's spelling, this is a key and nothing else.
  if (text.includes('"__proto__":')) return { ok: false, problem: 'has the key "__proto__"' };
  return parsed.ok ? { ok: true, value: content(parsed.value) } : parsed;
}

/** A document that is no receipt. */
const PLAIN: Shape = shaped((document, pointer) => {
  const [shown] = recordsAt(document);
  if (shown === undefined) return undefined;
  return { pointer: `${pointer}${shown.pointer}`, problem: "shows a transaction, and no receipt lies here" };
}, {});

/** Of decoded values a receipt can have any, but none that passes for a transaction. */
function withoutStrays(read: ReadReceipt): Parsed<ReadReceipt> {
  for (const { record, pointer } of read.records) {
    const broken = transaction(record, pointer);
    if (broken !== undefined) return { ok: false, problem: sentence(broken) };
  }
  return { ok: true, value: read };
}
