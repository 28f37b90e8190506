import { join } from "node:path";
import { LOCAL_ACCOUNTS } from "../chain/accounts.ts";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { Cast } from "../model/cast.ts";
import type { Finding } from "../model/dossier.ts";
import type { JobRun } from "../model/layer-run.ts";
import type { Project } from "../model/loaded-project.ts";
import type { Job, Plan } from "../model/plan.ts";
import { castOfProject } from "../records/casting.ts";
import { coordinationId } from "../records/coordination-id.ts";
import { foldRuns } from "../records/fold-job.ts";
import { everyAttempt } from "../records/job-history.ts";
import type { ReadReceipt, ReceiptReading } from "../records/read-receipt.ts";
import { unforetold } from "../reports/foretold-run.ts";
import { attemptOf } from "../reports/receipt.ts";
import { finding } from "../support/finding.ts";
import { toJson } from "../support/json.ts";
import { firstDifference } from "../support/json-difference.ts";
import { projectOf } from "./dossier-project.ts";
import { transactionsShown } from "./dossier-receipts.ts";

/** What the plans of a dossier and the votes in its receipts foretell of its jobs. */
export interface CoursesCheck {
  /** Attempts at jobs whose ends were foretold. */
  readonly attempts: number;
  readonly findings: readonly Finding[];
}

/**
 * Draws the course of each job anew from the plans that the payload holds, and foretells its end to the wei from how people
 * voted: both must be what the receipts say.
 *
 * @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it.
 * @param receipts its receipts as they were read: attacker-controlled; nothing in them makes this throw.
 * @param chainId of the chain that they tell of.
 * @returns null where the accounts of the chain are not those of a rehearsal, which follow from names.
 */
export async function verifyCourses(
  folder: string,
  receipts: readonly ReceiptReading[],
  chainId: number,
): Promise<CoursesCheck | null> {
  if (chainId !== LOCAL_ACCOUNTS.chainId) return null;
  try {
    const project = await projectOf(join(folder, "data"));
    return project === null ? failed("no plan of it can be loaded") : check(project, receipts);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(problem: string): CoursesCheck {
  return { attempts: 0, findings: [finding(VERIFY.COURSE, { job: "–", problem })] };
}

function check(project: Project, receipts: readonly ReceiptReading[]): CoursesCheck {
  const read = receipts.flatMap((receipt) => (receipt.read.ok ? [receipt.read.value] : []));
  const cast = castOfProject(project, LOCAL_ACCOUNTS);
  const records = transactionsShown(receipts);
  const told = toldAttempts(read);
  const runs = plansOf(project).flatMap(([plan, chainIdOf]) =>
    foldRuns(plan.jobs, records, cast, chainIdOf).map((run) => ({ run, plan })),
  );
  return {
    attempts: everyAttempt(runs.map(({ run }) => run)).length,
    findings: runs.flatMap(({ run, plan }) => [
      ...misdrawn(run, plan, told),
      ...misforetold(run, project.national, cast),
    ]),
  };
}

/** Each with what the chain keeps the hash of. */
function plansOf({
  shared,
  national,
  planetary,
}: Project): (readonly [Plan, ((job: Job) => string) | undefined])[] {
  return [
    [national, undefined] as const,
    ...(planetary ? [[planetary, undefined] as const] : []),
    ...(shared ? [[shared, coordinationId] as const] : []),
  ];
}

/** What mission and coordination receipts say of attempts, by their ids on chain. */
function toldAttempts(read: readonly ReadReceipt[]): ReadonlyMap<string, unknown> {
  const entries = read.flatMap(({ document }) => {
    const { jobs } = Object(document) as { jobs?: unknown };
    return [document, ...(Array.isArray(jobs) ? jobs : [])];
  });
  const attempts = entries.flatMap((entry) => {
    const { attempts: own } = Object(entry) as { attempts?: unknown };
    return Array.isArray(own) ? (own as readonly unknown[]) : [];
  });
  return new Map(
    attempts.map((attempt) => [String((Object(attempt) as { jobId?: unknown }).jobId), attempt]),
  );
}

function misdrawn(run: JobRun, plan: Plan, told: ReadonlyMap<string, unknown>): Finding[] {
  return everyAttempt([run]).flatMap((own) => {
    const expected: unknown = JSON.parse(toJson(attemptOf(own, plan)));
    const difference = firstDifference(told.get(own.history.jobId.toString()), expected);
    if (difference === undefined) return [];
    const problem = `was drawn otherwise by its plan than its receipt says, at "${difference.pointer}"`;
    return [finding(VERIFY.COURSE, { job: run.job.id, problem })];
  });
}

function misforetold(run: JobRun, national: Plan, cast: Cast): Finding[] {
  return unforetold([run], national, cast).map(({ job, expected, happened }) =>
    finding(VERIFY.COURSE, { job, problem: `ended so: ${happened}; foretold was: ${expected}` }),
  );
}

/** What was foretold, for people; `null` if it was not checked. */
export function coursesLine(check: CoursesCheck | null): string {
  if (check === null) return "  jobs   not foretold";
  const verdict = check.findings.length === 0 ? "as they were, to the wei" : "not as they were";
  return `  jobs   ${check.attempts} attempts drawn anew and foretold from plans and votes: ${verdict}`;
}
