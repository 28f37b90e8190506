import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { digestOfFiles } from "../dossier/digest-list.ts";
import { workSecondsOf } from "../economics/work-time.ts";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { FileDigest } from "../model/artefact.ts";
import { PATHS } from "../model/layout.ts";
import type { Project } from "../model/loaded-project.ts";
import type { Job, Plan, TransactingStage } from "../model/plan.ts";
import type { JobRun } from "../model/rehearsal.ts";
import { readPosted } from "../observe/posted-jobs.ts";
import { rank } from "../plan/evidence.ts";
import type { Driver } from "../protocol/driver.ts";
import { runMission } from "../protocol/run-mission.ts";
import { castOfProject } from "../records/casting.ts";
import { coordinationId } from "../records/coordination-id.ts";
import { paymentsOfJob, transactionsOf } from "../records/job-history.ts";
import { missionEntry, receipt, waves } from "../reports/receipt.ts";
import { artefactPath, byPath } from "../support/paths.ts";
import { sha256 } from "../system/files.ts";

interface CoordinationJob {
  readonly job: Job;
  readonly evidence: readonly FileDigest[];
}

const FOLDER = PATHS.coordination;
const OUT_PREFIX = /^reports\//;

/**
 * Settles, at a stage's end, the shared plan's jobs that are due by then and are not settled yet. A job's result is the
 * digest of its evidence: real artefacts, by path and SHA-256.
 *
 * @param artefacts what the stage is about to leave, by path relative to OUT.
 * @returns the receipts, by path relative to OUT.
 * @throws OMNI2121 if evidence does not exist.
 */
export async function settleCoordination(
  driver: Driver,
  { shared, national, planetary }: Project,
  stage: TransactingStage,
  out: string,
  artefacts: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const due =
    shared?.jobs.filter(({ settledAfter }) => settledAfter !== null && rank(settledAfter) <= rank(stage)) ??
    [];
  if (shared === null || due.length === 0) return new Map();
  const settled = await readPosted(driver, shared.jobs, coordinationId);
  const open = due.filter(({ id }) => !settled.has(id));
  const jobs = await Promise.all(open.map((job) => withEvidence(job, stage, out, artefacts)));
  const cast = castOfProject({ shared, national, planetary }, driver.chain.accounts);
  const hashOf = new Map(jobs.map(({ job, evidence }) => [job.id, `0x${digestOfFiles(evidence)}`]));
  const runs = await runMission(
    driver,
    { ...shared, jobs: open },
    {
      cast,
      posterOf: () => ({ from: cast.employer, contract: "JobRegistry" }),
      workSecondsOf: (job) => workSecondsOf(shared, job),
      resultHashOf: (job) => hashOf.get(job.id) as string,
      chainIdOf: coordinationId,
      settled,
    },
  );
  return new Map(runs.map((run, index) => receiptOf(shared, run, jobs[index] as CoordinationJob)));
}

async function withEvidence(
  job: Job,
  stage: string,
  out: string,
  artefacts: ReadonlyMap<string, string>,
): Promise<CoordinationJob> {
  const evidence = await Promise.all(
    job.evidence.map(async (stated) => {
      const path = artefactPath(stated.replace(OUT_PREFIX, ""));
      const content = artefacts.get(path) ?? (await readFile(join(out, path)).catch(() => null));
      if (content === null) throw new OmniError(STAGE.EVIDENCE_MISSING, { job: job.id, path: stated, stage });
      return { path, sha256: sha256(content) };
    }),
  );
  return { job, evidence: evidence.toSorted(byPath) };
}

function receiptOf(
  shared: Plan,
  run: JobRun,
  { evidence }: CoordinationJob,
): [path: string, content: string] {
  const { job, history } = run;
  const wave = waves(shared.schedule.jobs).get(job.id) ?? 0;
  return [
    `${FOLDER}/${job.slug}.json`,
    receipt("coordination", {
      ...missionEntry(run, wave, workSecondsOf(shared, job)),
      settledAfter: job.settledAfter,
      evidence,
      resultHash: `0x${digestOfFiles(evidence)}`,
      payments: paymentsOfJob(history),
      handshakes: history.handshakes,
      transactions: transactionsOf(history),
    }),
  ];
}
