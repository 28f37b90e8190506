import { ledgerOf } from "../economics/ledger.ts";
import { type JobPayment, paymentsOf } from "../economics/payments.ts";
import { type JobHistory, transactionsOf } from "./lifecycle.ts";

/** Who paid what to whom for a job, by its own transactions. */
export function paymentsOfJob(history: JobHistory): JobPayment[] {
  const { jobs } = ledgerOf(transactionsOf(history));
  return paymentsOf(jobs.get(history.jobId.toString()));
}
