/**
 * reports: everything that receipts, reports, kits and measures say, from plan, records and readings. Knows nothing of
 * files and nodes.
 */

import { courseOf } from "../economics/drawn-course.ts";
import type { FileDigest } from "../model/artefact.ts";
import type { JobRun } from "../model/layer-run.ts";
import type { Job, Plan } from "../model/plan.ts";
import {
  type MissionEntry,
  RECEIPT_FORMAT,
  RECEIPTS,
  type ReceiptContents,
  type ReceiptId,
  receiptPath,
} from "../model/receipts.ts";
import { labelOf } from "../records/casting.ts";
import { eventOf, outcomeOf } from "../records/events.ts";
import { paymentsOfJob } from "../records/job-history.ts";
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
export function missionEntry({ job, history }: JobRun, wave: number, plan: Plan): MissionEntry {
  const finalized = history.finalize.at(-1);
  return {
    id: job.id,
    slug: job.slug,
    jobId: history.jobId.toString(),
    title: job.title,
    jurisdiction: job.jurisdiction,
    sector: job.sector,
    wave,
    dependencies: job.dependencies,
    agent: labelOf(job.agent),
    reward: job.rewardWei.toString(),
    drawn: drawnOf(plan, job),
    assignedAt: history.apply[0]?.timestamp ?? null,
    submittedAt: history.submit[0]?.timestamp ?? null,
    finalizedAt: finalized?.timestamp ?? null,
    outcome: finalized ? outcomeOf(eventOf(finalized, "JobFinalized")) : "open",
  };
}

function drawnOf(plan: Plan, job: Job): MissionEntry["drawn"] {
  const { workSeconds, ...course } = courseOf(plan, job);
  return { simulated: true, workSeconds: workSeconds.toString(), ...course, pinned: Object.keys(job.course) };
}

/**
 * A job's receipts, one for each step that it took.
 *
 * @param region whose executor employs; none in the national layer.
 */
export function jobReceipts({ job, history }: JobRun, region?: string): WrittenFile[] {
  const names = region === undefined ? [job.slug] : [region, job.slug];
  const { post, apply, submit, validate, dispute, finalize, restake, handshakes } = history;
  const head = { job: job.id, jobId: history.jobId.toString() };
  const payments = paymentsOfJob(history);
  return [
    ...stepReceipt(names, "job-post", { ...head, transactions: post }),
    ...stepReceipt(names, "job-apply", { ...head, transactions: apply }),
    ...stepReceipt(names, "job-submit", { ...head, transactions: submit }),
    ...stepReceipt(names, "job-validate", { ...head, handshakes, transactions: validate }),
    ...stepReceipt(names, "job-dispute", { ...head, transactions: dispute }),
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
