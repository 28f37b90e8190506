import { workerOf } from "../economics/attempts.ts";
import { courseOf } from "../economics/drawn-course.ts";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { Job, TransactingStage } from "../model/plan.ts";
import { readPosted } from "../observe/posted-jobs.ts";
import { rank } from "../plan/evidence.ts";
import type { Driver } from "../protocol/driver.ts";
import { sendMission } from "../protocol/run-mission.ts";
import { castOfProject } from "../records/casting.ts";
import { coordinationId } from "../records/coordination-id.ts";
import { foldRuns } from "../records/fold-job.ts";
import {
  type CoordinationJob,
  coordinationReceipts,
  resultHashOf,
} from "../reports/coordination-receipts.ts";
import { artefactPath, byPath } from "../support/paths.ts";
import { sha256 } from "../system/files.ts";
import type { Scene } from "./act.ts";
import { failedJob } from "./failed-job.ts";
import type { Left } from "./left.ts";

const OUT_PREFIX = /^reports\//;

interface Settled {
  /** The receipts, by path relative to OUT. */
  readonly artefacts: ReadonlyMap<string, string>;
  /** OMNI2122 if a job did not end as the mirrors foretell. */
  readonly failure: OmniError | null;
}

/**
 * Settles, at a stage's end, the shared plan's jobs that are due by then and are not settled yet. A job's result is the
 * digest of its evidence: real artefacts, by path and SHA-256.
 *
 * @param artefacts what the stage is about to leave, by path relative to OUT.
 * @throws OMNI2121 if evidence does not exist.
 */
export async function settleCoordination(
  driver: Driver,
  { project: { shared, national, planetary }, left }: Scene,
  stage: TransactingStage,
  artefacts: ReadonlyMap<string, string>,
): Promise<Settled> {
  const due =
    shared?.jobs.filter(({ settledAfter }) => settledAfter !== null && rank(settledAfter) <= rank(stage)) ??
    [];
  if (shared === null || due.length === 0) return { artefacts: new Map(), failure: null };
  const settled = await readPosted(driver, shared.jobs, coordinationId);
  const open = due.filter(({ id }) => !settled.has(id));
  const jobs = await Promise.all(open.map((job) => withEvidence(job, stage, left, artefacts)));
  const cast = castOfProject({ shared, national, planetary }, driver.chain.accounts);
  const hashOf = new Map(jobs.map((each) => [each.job.id, resultHashOf(each)]));
  const first = driver.records.length;
  await sendMission(
    driver,
    { jobs: open },
    {
      cast,
      terms: national,
      posterOf: () => ({ from: cast.employer, contract: "JobRegistry" }),
      courseOf: (job, attempt) => courseOf(shared, job, attempt),
      workerOf: (job, attempt) => workerOf(shared.participants, job, attempt),
      resultHashOf: (job) => hashOf.get(job.id) as string,
      chainIdOf: coordinationId,
      settled,
    },
  );
  const sent = driver.records.slice(first);
  return {
    artefacts: coordinationReceipts(shared, jobs, sent, cast),
    failure: failedJob(foldRuns(open, sent, cast, coordinationId), national, cast),
  };
}

async function withEvidence(
  job: Job,
  stage: string,
  left: Left,
  artefacts: ReadonlyMap<string, string>,
): Promise<CoordinationJob> {
  const evidence = await Promise.all(
    job.evidence.map(async (stated) => {
      const path = artefactPath(stated.replace(OUT_PREFIX, ""));
      const content = artefacts.get(path) ?? (await left.text(path));
      if (content === null) throw new OmniError(STAGE.EVIDENCE_MISSING, { job: job.id, path: stated, stage });
      return { path, sha256: sha256(content) };
    }),
  );
  return { job, evidence: evidence.toSorted(byPath) };
}
