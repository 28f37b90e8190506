import { COURSE_FORMULA } from "../economics/drawn-course.ts";
import type { FileDigest } from "../model/artefact.ts";
import type { Cast } from "../model/cast.ts";
import type { JobHistory } from "../model/layer-run.ts";
import type { Job, Plan } from "../model/plan.ts";
import type { CoordinationAttempt } from "../model/receipt-contents.ts";

import type { TransactionRecord } from "../model/record.ts";
import { coordinationId } from "../records/coordination-id.ts";
import { eventOf, textArg } from "../records/events.ts";
import { foldRuns } from "../records/fold-job.ts";
import { paymentsOfJob, transactionsOf } from "../records/job-history.ts";
import { digestOfFiles } from "../support/files-digest.ts";
import { missionEntry, receiptFile, waves } from "./receipt.ts";

/** A job of the shared plan, with the artefacts that are its result. */
export interface CoordinationJob {
  readonly job: Job;
  readonly evidence: readonly FileDigest[];
}

/** What the agent of a coordination job hands in: the digest of its evidence, by path and SHA-256. */
export function resultHashOf({ evidence }: CoordinationJob): string {
  return `0x${digestOfFiles(evidence)}`;
}

/**
 * The receipts of coordination jobs: path relative to OUT → content.
 *
 * @param shared the plan whose jobs these are.
 * @param records transactions among which all of theirs are, in the chain's order.
 */
export function coordinationReceipts(
  shared: Plan,
  jobs: readonly CoordinationJob[],
  records: readonly TransactionRecord[],
  cast: Cast,
): Map<string, string> {
  const waveOf = waves(shared.schedule.jobs);
  const evidenceOf = new Map(jobs.map(({ job, evidence }) => [job.id, evidence]));
  const runs = foldRuns(
    jobs.map(({ job }) => job),
    records,
    cast,
    coordinationId,
  );
  return new Map(
    runs.map((run) => {
      const { job, history, earlier } = run;
      const content = {
        ...missionEntry(run, waveOf.get(job.id) ?? 0, shared),
        courseFormula: COURSE_FORMULA,
        settledAfter: job.settledAfter,
        evidence: evidenceOf.get(job.id) ?? [],
        ...attemptIn(history),
        earlier: earlier.map((own) => ({ jobId: own.jobId.toString(), ...attemptIn(own) })),
      };
      return receiptFile("coordination", content, job.slug);
    }),
  );
}

/** What was handed in is the digest of the evidence, unless the attempt was a poor one. */
function attemptIn(history: JobHistory): CoordinationAttempt {
  return {
    resultHash: textArg(eventOf(history.submit[0], "ResultSubmitted").args, "resultHash"),
    payments: paymentsOfJob(history),
    handshakes: history.handshakes,
    transactions: transactionsOf(history),
  };
}
