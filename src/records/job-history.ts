import { paymentsOf } from "../economics/job-payments.ts";
import { ledgerOf } from "../economics/ledger.ts";
import type { JobHistory, JobRun } from "../model/layer-run.ts";
import type { JobPayment } from "../model/payments.ts";
import type { TransactionRecord } from "../model/record.ts";

/** All transactions of a job, in the order of its life. */
export function transactionsOf(history: JobHistory): TransactionRecord[] {
  const { post, apply, submit: submission, validate: validation, dispute: disputed } = history;
  return [
    ...post,
    ...apply,
    ...submission,
    ...validation,
    ...disputed,
    ...history.finalize,
    ...history.restake,
  ];
}

/** Who paid what to whom for a job, by its own transactions. */
export function paymentsOfJob(history: JobHistory): JobPayment[] {
  const { jobs } = ledgerOf(transactionsOf(history));
  return paymentsOf(jobs.get(history.jobId.toString()));
}

/** One attempt at a job, told as if it were the only one. */
export interface AttemptRun extends JobRun {
  /** Whether the job ended with it. */
  readonly isLast: boolean;
}

/** Every attempt at these jobs as a run of its own, in their order. */
export function everyAttempt(runs: readonly JobRun[]): AttemptRun[] {
  return runs.flatMap(({ job, history, earlier }) =>
    [...earlier, history].map((own, index) => ({
      job,
      attempt: index + 1,
      isLast: own === history,
      history: own,
      earlier: [],
    })),
  );
}
