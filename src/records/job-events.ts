import type { EventRecord, TransactionRecord } from "../model/record.ts";
import { byPlace } from "../support/chain-order.ts";
import { recordsIn } from "./located-records.ts";

/** A JSON document below OUT. */
export interface Receipt {
  /** Relative to OUT. */
  readonly path: string;
  readonly document: { readonly kind?: unknown; readonly job?: unknown };
}

/** Every transaction that the receipts show, once, in the chain's order, up to a block. */
export function transactionsOf(receipts: readonly Receipt[], untilBlock: number): TransactionRecord[] {
  const records = receipts.flatMap(({ document }) => recordsIn(document));
  return [...new Map(records.map((record) => [record.hash, record])).values()]
    .filter(({ block }) => block <= untilBlock)
    .sort(byPlace);
}

/** The events of each mission job below a folder, by the job's id in its plan. */
export function jobEvents(receipts: readonly Receipt[], folder: string): ReadonlyMap<string, EventRecord[]> {
  const own = receipts.filter(({ path, document }) => {
    return path.startsWith(`${folder}/`) && String(document.kind).startsWith("job-");
  });
  const byJob = Map.groupBy(own, ({ document }) => String(document.job));
  return new Map(
    [...byJob].map(([job, files]) => [
      job,
      transactionsOf(files, Number.MAX_SAFE_INTEGER).flatMap(({ events }) => events),
    ]),
  );
}
