import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { courseOf } from "../economics/drawn-course.ts";
import { VERIFY } from "../errors/dossier-errors.ts";
import { attemptOfCase } from "../model/cases.ts";
import type { Finding } from "../model/dossier.ts";
import { FOLDERS, PLAN_PATHS } from "../model/layout.ts";
import type { Job, LayerId, Plan } from "../model/plan.ts";
import { LARGEST_BYTES } from "../plan/read.ts";
import { poorResultHashOf, resultHashOf } from "../records/deliverable.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { finding } from "../support/finding.ts";
import { artefactPath } from "../support/paths.ts";
import { reportPath } from "../support/payload.ts";
import { projectOf } from "./dossier-project.ts";
import { receiptPaths, receiptReadings } from "./dossier-receipts.ts";

/** What became of the files that a dossier's plans have jobs hand in. */
export interface DeliverablesCheck {
  /** Jobs of which the plans have a file. */
  readonly jobs: number;
  /** Results of theirs that were handed in: by attempts whose work was good, the file's digest. */
  readonly results: number;
  readonly findings: readonly Finding[];
}

/** Of every result that receipts show. */
interface HandedIn {
  readonly layer: LayerId;
  readonly job: string;
  readonly caseId: bigint;
  readonly resultHash: string;
}

const LAYERS = ["national", "planetary"] as const satisfies readonly LayerId[];
const SUBMISSION = /\/jobs\/[^/]+\/submit\.json$/;

/**
 * Takes the digest of each file again that a job of the dossier's plans hands in, and holds it against the results in the
 * receipts; an attempt of which the plan draws that its work is poor hands in what is no file's.
 *
 * @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it. What it says is attacker-controlled;
 *   nothing of it makes this throw.
 * @returns null if no plan of it has a file
 */
export async function verifyDeliverables(folder: string): Promise<DeliverablesCheck | null> {
  const payload = join(folder, "data");
  if (!Object.values(PLAN_PATHS).some((path) => hasDeliverables(join(payload, path)))) return null;
  try {
    const project = await projectOf(payload);
    if (project === null) return failed("is one of a plan that cannot be loaded");
    const results = resultsIn(payload);
    const checked = LAYERS.map((layer) => checkLayer(layer, project[layer], results));
    return {
      jobs: checked.reduce((sum, { jobs }) => sum + jobs, 0),
      results: checked.reduce((sum, layer) => sum + layer.results, 0),
      findings: checked.flatMap(({ findings }) => findings),
    };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(problem: string): DeliverablesCheck {
  return { jobs: 0, results: 0, findings: [finding(VERIFY.DELIVERABLE, { job: "–", problem })] };
}

/** Whether a plan asks for any, so that the plans of all other dossiers need not be loaded. */
function hasDeliverables(file: string): boolean {
  try {
    if (statSync(file).size > LARGEST_BYTES) return false;
    const { jobs } = JSON.parse(readFileSync(file, "utf8")) as { jobs?: unknown };
    return Array.isArray(jobs) && jobs.some((job) => Object.hasOwn(Object(job), "deliverable"));
  } catch {
    return false;
  }
}

function resultsIn(payload: string): HandedIn[] {
  const paths = receiptPaths(payload).readable.filter((path) => SUBMISSION.test(path));
  return [...receiptReadings(payload, paths)].flatMap(resultsOf);
}

function resultsOf({ path, read }: ReceiptReading): HandedIn[] {
  const layer = LAYERS.find((id) => path.startsWith(`${reportPath(artefactPath(FOLDERS[id]))}/`));
  if (layer === undefined || !read.ok) return [];
  const { job } = Object(read.value.document) as { job?: unknown };
  return read.value.records
    .flatMap(({ record }) => record.events)
    .filter(({ name }) => name === "ResultSubmitted")
    .map(({ args }) => ({
      layer,
      job: String(job),
      caseId: BigInt(String(args.jobId)),
      resultHash: String(args.resultHash),
    }));
}

function checkLayer(layer: LayerId, plan: Plan | null, results: readonly HandedIn[]): DeliverablesCheck {
  const jobs = plan?.jobs.filter(({ deliverable }) => deliverable !== null) ?? [];
  const own = jobs.flatMap((job) =>
    results
      .filter((result) => result.layer === layer && result.job === job.id)
      .map((result) => ({ ...result, job })),
  );
  const findings = own.flatMap(({ job, caseId, resultHash }) => {
    const expected = expectedOf(plan as Plan, job, attemptOfCase(caseId));
    if (resultHash === expected) return [];
    const problem = `handed in ${resultHash}, and not ${expected}`;
    return [finding(VERIFY.DELIVERABLE, { job: job.id, problem })];
  });
  return { jobs: jobs.length, results: own.length, findings };
}

function expectedOf(plan: Plan, job: Job, attempt: number): string {
  return courseOf(plan, job, attempt).poor ? poorResultHashOf(job, attempt) : resultHashOf(plan, job);
}

/** What was compared, for people. */
export function deliverablesLine({ jobs, results, findings }: DeliverablesCheck): string {
  const verdict = findings.length === 0 ? "as their plans have it" : "not as their plans have it";
  return `  work   ${results} results of ${jobs} jobs with a file held against it: ${verdict}`;
}
