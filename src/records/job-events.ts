import { inChainOrder } from "../economics/ledger.ts";
import { attemptOfCase } from "../model/cases.ts";
import { ofForms, type Receipt } from "../model/receipts.ts";
import type { EventRecord, TransactionRecord } from "../model/record.ts";
import { recordsIn } from "./located-records.ts";

const JOB_STEPS = [
  "job-post",
  "job-apply",
  "job-submit",
  "job-validate",
  "job-dispute",
  "job-finalize",
] as const;

/** Every transaction that the receipts show, once, in the chain's order, up to a block. */
export function transactionsOf(
  receipts: readonly { readonly document: object }[],
  untilBlock: number,
): TransactionRecord[] {
  const records = receipts.flatMap(({ document }) => recordsIn(document));
  return inChainOrder(records).filter(({ block }) => block <= untilBlock);
}

/** The events of each attempt at each mission job below a folder, in their order, by the job's id in its plan. */
export function jobEvents(
  receipts: readonly Receipt[],
  folder: string,
): ReadonlyMap<string, EventRecord[][]> {
  const own = ofForms(receipts, ...JOB_STEPS).filter(({ path }) => path.startsWith(`${folder}/`));
  const byJob = Map.groupBy(own, ({ document }) => document.job);
  return new Map(
    [...byJob].map(([job, files]) => [
      job,
      attemptsIn(files).map((attempt) =>
        transactionsOf(attempt, Number.MAX_SAFE_INTEGER).flatMap(({ events }) => events),
      ),
    ]),
  );
}

/** Later attempts have higher ids. */
function attemptsIn<Step extends { readonly document: { readonly jobId: string } }>(
  steps: readonly Step[],
): Step[][] {
  const byId = Map.groupBy(steps, ({ document }) => attemptOfCase(BigInt(document.jobId)));
  return [...byId].toSorted(([a], [b]) => a - b).map(([, attempt]) => attempt);
}
