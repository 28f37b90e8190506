/**
 * reports: everything that receipts, reports, kits and measures say, from plan, records and readings. Knows nothing of
 * files and nodes.
 */

import type { FileDigest } from "../model/artefact.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { JobHistory, JobRun } from "../model/rehearsal.ts";
import { labelOf } from "../records/casting.ts";
import { eventOf, outcomeOf } from "../records/events.ts";
import { paymentsOfJob } from "../records/job-history.ts";
import { sha256OfText } from "../support/digest.ts";
import { toJson } from "../support/json.ts";
import { artefactPath } from "../support/paths.ts";

const FORMAT = "omnisovereign-receipt/1";

/** One receipt file. */
export function receipt(kind: string, content: object): string {
  return toJson({ format: FORMAT, kind, ...content });
}

/** What a mission receipt says of one job. */
export function missionEntry({ job, history }: JobRun, wave: number, workSeconds: bigint) {
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
  const head = { job: job.id, jobId: history.jobId.toString() };
  return stepsOf(history)
    .filter(([, transactions]) => transactions.length > 0)
    .map(([step, transactions, more = {}]) => [
      `${job.slug}/${step}.json`,
      receipt(`job-${step}`, { ...head, ...more, transactions }),
    ]);
}

function stepsOf(
  history: JobHistory,
): [step: string, transactions: readonly TransactionRecord[], more?: object][] {
  const { post, apply, submit, validate, dispute, finalize, handshakes } = history;
  return [
    ["post", post],
    ["apply", apply],
    ["submit", submit],
    ["validate", validate, { handshakes }],
    ["dispute", dispute],
    ["finalize", finalize, { payments: paymentsOfJob(history) }],
  ];
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
