/**
 * reports: everything that receipts, reports, kits and measures say, from plan, records and readings. Knows nothing of
 * files and nodes.
 */

import type { FileDigest } from "../model/artefact.ts";
import type { JobRun } from "../model/layer-run.ts";
import type { Job } from "../model/plan.ts";
import {
  type MissionEntry,
  RECEIPT_FORMAT,
  RECEIPTS,
  type ReceiptContents,
  type ReceiptId,
} from "../model/receipts.ts";
import { labelOf } from "../records/casting.ts";
import { eventOf, outcomeOf } from "../records/events.ts";
import { paymentsOfJob } from "../records/job-history.ts";
import { sha256OfText } from "../support/digest.ts";
import { toJson } from "../support/json.ts";
import { artefactPath } from "../support/paths.ts";

/** What the kinds of a job's steps begin with. */
const STEP = "job-";

type JobStepId = Extract<ReceiptId, `${typeof STEP}${string}`>;

/** One receipt file. */
export function receipt<Id extends ReceiptId>(id: Id, content: ReceiptContents[Id]): string {
  return toJson({ format: RECEIPT_FORMAT, kind: RECEIPTS[id].kind, ...content });
}

/** What a mission receipt says of one job. */
export function missionEntry({ job, history }: JobRun, wave: number, workSeconds: bigint): MissionEntry {
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
    work: { seconds: workSeconds.toString(), simulated: true },
    assignedAt: history.apply[0]?.timestamp ?? null,
    submittedAt: history.submit[0]?.timestamp ?? null,
    finalizedAt: finalized?.timestamp ?? null,
    outcome: finalized ? outcomeOf(eventOf(finalized, "JobFinalized")) : "open",
  };
}

/** A job's receipts, one for each step that it took: `<slug>/<step>.json` → content. */
export function jobReceipts({ job, history }: JobRun): [path: string, content: string][] {
  const { post, apply, submit, validate, dispute, finalize, handshakes } = history;
  const head = { job: job.id, jobId: history.jobId.toString() };
  const payments = paymentsOfJob(history);
  return [
    ...stepReceipt(job, "job-post", { ...head, transactions: post }),
    ...stepReceipt(job, "job-apply", { ...head, transactions: apply }),
    ...stepReceipt(job, "job-submit", { ...head, transactions: submit }),
    ...stepReceipt(job, "job-validate", { ...head, handshakes, transactions: validate }),
    ...stepReceipt(job, "job-dispute", { ...head, transactions: dispute }),
    ...stepReceipt(job, "job-finalize", { ...head, payments, transactions: finalize }),
  ];
}

/** @returns nothing for a step that the job did not take. */
function stepReceipt<Id extends JobStepId>(
  { slug }: Job,
  id: Id,
  content: ReceiptContents[Id],
): [path: string, content: string][] {
  if (content.transactions.length === 0) return [];
  return [[`${slug}/${id.slice(STEP.length)}.json`, receipt(id, content)]];
}

/** Digests of files that are about to be written. */
export function digestsOf(files: Iterable<readonly [path: string, content: string]>): FileDigest[] {
  return [...files].map(([path, content]) => ({ path: artefactPath(path), sha256: sha256OfText(content) }));
}

/** The wave of each job of a schedule, by id. */
export function waves(
  jobs: readonly { readonly id: string; readonly wave: number }[],
): ReadonlyMap<string, number> {
  return new Map(jobs.map(({ id, wave }) => [id, wave]));
}
