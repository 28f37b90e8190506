/**
 * reports: everything that receipts, reports, kits and measures say, from plan, records and readings. Knows nothing of
 * files and nodes.
 */

import { workerOf } from "../economics/attempts.ts";
import { courseOf } from "../economics/drawn-course.ts";
import type { FileDigest } from "../model/artefact.ts";
import type { JobHistory, JobRun } from "../model/layer-run.ts";
import type { Job, Plan } from "../model/plan.ts";
import type { MissionEntry, NotPosted, ReceiptContents } from "../model/receipt-contents.ts";
import { RECEIPT_FORMAT, RECEIPTS, type ReceiptId, receiptPath } from "../model/receipts.ts";
import { labelOf } from "../records/casting.ts";
import { deliverableOf } from "../records/deliverable.ts";
import { eventOf, outcomeOf } from "../records/events.ts";
import { type AttemptRun, everyAttempt, paymentsOfJob } from "../records/job-history.ts";
import { sha256OfText } from "../support/digest.ts";
import { toJson } from "../support/json.ts";
import { artefactPath } from "../support/paths.ts";

type JobStepId = Extract<ReceiptId, `job-${string}`>;

/** A file: its path, relative to OUT, and its content. */
export type WrittenFile = readonly [path: string, content: string];

/**
 * A receipt where its form lies.
 *
 * @param names those of {@link receiptPath}.
 */
export function receiptFile<Id extends ReceiptId>(
  id: Id,
  content: ReceiptContents[Id],
  ...names: readonly string[]
): WrittenFile {
  return [receiptPath(id, ...names), receipt(id, content)];
}

/** The text of a receipt. */
export function receipt<Id extends ReceiptId>(id: Id, content: ReceiptContents[Id]): string {
  return toJson({ format: RECEIPT_FORMAT, kind: RECEIPTS[id].kind, ...content });
}

/** What a mission receipt says of one job. @param plan whose job it is. */
export function missionEntry(run: JobRun, wave: number, plan: Plan): MissionEntry {
  const { job, history } = run;
  const attempts = everyAttempt([run]).map((own) => attemptOf(own, plan));
  return {
    id: job.id,
    slug: job.slug,
    jobId: history.jobId.toString(),
    title: job.title,
    jurisdiction: job.jurisdiction,
    sector: job.sector,
    wave,
    dependencies: job.dependencies,
    agent: labelOf(workerOf(plan.participants, job, run.attempt)),
    reward: job.rewardWei.toString(),
    deliverable: deliverableOf(job),
    attempts,
    assignedAt: history.apply[0]?.timestamp ?? null,
    submittedAt: history.submit[0]?.timestamp ?? null,
    finalizedAt: history.finalize.at(-1)?.timestamp ?? null,
    outcome: outcomeIn(history),
  };
}

/** The same of one attempt. */
export function attemptOf({ job, attempt, history }: JobRun, plan: Plan): MissionEntry["attempts"][number] {
  const { workSeconds, ...course } = courseOf(plan, job, attempt);
  const pinned = attempt === 1 ? Object.keys(job.course) : [];
  return {
    jobId: history.jobId.toString(),
    agent: labelOf(workerOf(plan.participants, job, attempt)),
    drawn: { simulated: true, workSeconds: workSeconds.toString(), ...course, pinned },
    outcome: outcomeIn(history),
  };
}

function outcomeIn({ finalize }: JobHistory): string {
  const finalized = finalize.at(-1);
  return finalized ? outcomeOf(eventOf(finalized, "JobFinalized")) : "open";
}

/** Jobs of a plan that nobody posted, each with what it waits for. */
export function notPosted({ jobs }: Plan, runs: readonly JobRun[]): NotPosted[] {
  const posted = new Map(runs.map(({ job, history }) => [job.id, outcomeIn(history)]));
  return jobs
    .filter(({ id }) => !posted.has(id))
    .map(({ id, dependencies }) => ({
      id,
      waitsFor: dependencies.filter((dependency) => posted.get(dependency) !== "approved"),
    }));
}

/**
 * A job's receipts, one for each step that it took. Those of an attempt that failed lie beside, in a folder of their own.
 *
 * @param region whose executor employs; none in the national layer.
 */
export function jobReceipts(run: JobRun, region?: string): WrittenFile[] {
  const place = region === undefined ? [] : [region];
  return everyAttempt([run]).flatMap((own) =>
    attemptReceipts(own.job, own.history, [...place, attemptSlug(own)]),
  );
}

/** The folder of an attempt's receipts. Where one lies that failed begins like no slug of a job. */
export function attemptSlug({ job, attempt, isLast }: Omit<AttemptRun, "history">): string {
  return isLast ? job.slug : `_${attempt}.${job.slug}`;
}

function attemptReceipts(job: Job, history: JobHistory, names: readonly string[]): WrittenFile[] {
  const { post, apply, submit, validate, dispute, finalize, restake, handshakes } = history;
  const head = { job: job.id, jobId: history.jobId.toString() };
  const payments = paymentsOfJob(history);
  const { committee = [], jury = [] } = Object.groupBy(handshakes, ({ body }) => body);
  return [
    ...stepReceipt(names, "job-post", { ...head, transactions: post }),
    ...stepReceipt(names, "job-apply", { ...head, transactions: apply }),
    ...stepReceipt(names, "job-submit", { ...head, transactions: submit }),
    ...stepReceipt(names, "job-validate", { ...head, handshakes: committee, transactions: validate }),
    ...stepReceipt(names, "job-dispute", { ...head, handshakes: jury, transactions: dispute }),
    ...stepReceipt(names, "job-finalize", { ...head, payments, transactions: finalize, restakes: restake }),
  ];
}

/** @returns nothing for a step that the job did not take. */
function stepReceipt<Id extends JobStepId>(
  names: readonly string[],
  id: Id,
  content: ReceiptContents[Id],
): WrittenFile[] {
  return content.transactions.length === 0 ? [] : [receiptFile(id, content, ...names)];
}

/** Digests of files that are about to be written. */
export function digestsOf(files: Iterable<WrittenFile>): FileDigest[] {
  return [...files].map(([path, content]) => ({ path: artefactPath(path), sha256: sha256OfText(content) }));
}

/** The wave of each job of a schedule, by id. */
export function waves(
  jobs: readonly { readonly id: string; readonly wave: number }[],
): ReadonlyMap<string, number> {
  return new Map(jobs.map(({ id, wave }) => [id, wave]));
}
