/**
 * OmniSovereign as a library: plans and dossiers, read and checked as the command line does. Everything that can be
 * wrong with a plan or a dossier comes back as a value; what is thrown is misuse or the machine's refusal, an `Error`
 * with `code` (`OMNI5010`) and `mend` (what to do). Texts out of plans and dossiers are whatever their authors wrote:
 * escape them where you print them. Wei and other 18-decimal amounts are `bigint`.
 */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { loadOptions } from "./cli/project-folder.ts";
import { diffDossiers as diff } from "./dossier/diff.ts";
import type { Dossier as Index } from "./model/dossier.ts";
import type { Plan as ResolvedPlan } from "./model/plan.ts";
import { loadProject } from "./plan/project.ts";
import { INDEX } from "./support/payload.ts";
import { verifyDossier as verify } from "./verify/verify-dossier.ts";
import { decisiveRun } from "./verify/verify-replay.ts";

/** How a plan is read. */
export interface PlanOptions {
  /** The folder from which a relative path counts; the working folder by default. */
  readonly folder?: string;
  /** Takes warnings for errors. */
  readonly strict?: boolean;
}

/** One thing that is wrong or doubtful in a plan's file. */
export interface PlanIssue {
  /** The file as it was named. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  /** Such as `OMNI1203`; `RUNBOOK.md` explains those that an operator meets. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** What was found. */
  readonly message: string;
  /** What to do. */
  readonly mend: string;
  /** Where in the document: RFC 6901. */
  readonly pointer: string;
}

export interface PlanCheck {
  /** Whether a run would start. */
  readonly valid: boolean;
  /** Errors and warnings, in the order of the files. */
  readonly issues: readonly PlanIssue[];
}

export type LoadedPlan =
  | { readonly ok: true; readonly mission: Mission; readonly warnings: readonly PlanIssue[] }
  | { readonly ok: false; readonly issues: readonly PlanIssue[] };

/** What a plan and the plans of its layers come to, with every default filled in. */
export interface Mission {
  /** The plan that binds the layers; `null` for a plan that binds none. */
  readonly shared: Plan | null;
  readonly national: Plan;
  /** `null` for a mission without a planetary layer. */
  readonly planetary: Plan | null;
}

export interface Plan {
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly initiative: string;
  readonly objective: string;
  readonly currency: string;
  readonly budgetWei: bigint;
  /** Ids. */
  readonly regions: readonly string[];
  /** In the file's order. */
  readonly jobs: readonly PlanJob[];
  /** Days from the first assignment to the last deadline. */
  readonly days: number;
}

export interface PlanJob {
  readonly id: string;
  readonly title: string;
  readonly rewardWei: bigint;
  readonly deadlineDays: number;
  /** Ids of the jobs that come first. */
  readonly dependencies: readonly string[];
  /** The city, region, nation or transnational layer that the job belongs to. */
  readonly place: string;
  /** Handle of the agent that takes it. */
  readonly agent: string;
  /** From 0: each wave depends on earlier ones only. */
  readonly wave: number;
  /** The day on which it can start at the earliest; the first is 0. */
  readonly startDay: number;
}

/** One thing that is off in a dossier. Texts are escaped for a terminal. */
export interface Finding {
  readonly code: string;
  /** Relative to the dossier. */
  readonly path: string;
  /** From 1, where one line of the file is meant. */
  readonly line?: number;
  readonly message: string;
  readonly mend: string;
}

export interface ChainSummary {
  readonly chainId: number;
  readonly hardfork: string;
  readonly genesisHash: string;
  readonly blocks: number;
  readonly transactions: number;
  /** After the last block. */
  readonly stateRoot: string;
}

export type ReadDossier =
  | { readonly ok: true; readonly dossier: Dossier }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** What an intact dossier says. Paths are relative to its `data/`. */
export interface Dossier {
  /** SHA-256 of `manifest-sha256.txt`: what is quoted, compared and signed. */
  readonly root: string;
  readonly plan: { readonly path: string; readonly sha256: string };
  readonly chain: ChainSummary;
  readonly stages: readonly { readonly id: string; readonly digest: string; readonly files: number }[];
  readonly jobs: readonly DossierJob[];
  readonly files: readonly DossierFile[];
}

export interface DossierJob {
  readonly id: string;
  readonly title: string;
  /** `approved`, `rejected`, …; `open` if it was never finalized. */
  readonly outcome: string;
  readonly rewardWei: bigint;
  readonly place: string;
  /** The receipt that settles it. */
  readonly receipt: string;
}

export interface DossierFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** `null` for plans and the journal. */
  readonly stage: string | null;
  /** `plan`, `journal`, `receipt`, `report`, … */
  readonly kind: string;
}

export interface VerifyOptions {
  /** The root that the dossier must have: 64 lower-case hex digits. */
  readonly root?: string;
  /** Executes the journal on a fresh EVM, which takes seconds, and compares every receipt. */
  readonly replay?: boolean;
}

export interface Verification {
  /**
   * `not checked`: other code made the dossier, and what only that code can tell differs. `unknown format` and
   * `no dossier`: nothing was checked.
   */
  readonly verdict: "intact" | "broken" | "not checked" | "unknown format" | "no dossier";
  /** What made the dossier, as it says itself; `null` if it does not. */
  readonly madeBy: { readonly version: string; readonly code: string } | null;
  /** As found; `null` if there is none. */
  readonly root: string | null;
  readonly files: number;
  readonly bytes: number;
  readonly chain: ChainSummary | null;
  /** Empty exactly if the dossier is intact. */
  readonly findings: readonly Finding[];
  /** Whether the journal was executed, to the end. */
  readonly replayed: boolean;
}

export interface DossierDiff {
  readonly equal: boolean;
  /** `null` of what is no dossier. */
  readonly roots: { readonly a: string | null; readonly b: string | null };
  /** What the files that differ mean for those whom the missions are about. */
  readonly meaning: readonly MeaningDifference[];
  /** What differs first comes first. */
  readonly differences: readonly Difference[];
  /** What of either side could not be read. */
  readonly findings: readonly Finding[];
}

/** Texts are escaped and cut; a side that says nothing of it is left out. */
export interface MeaningDifference {
  readonly aspect: "outcomes" | "balances" | "votes" | "parameters" | "payments" | "drills";
  /** A job, somebody's holding or vote, a parameter, a payment, a drill. */
  readonly what: string;
  readonly a?: string;
  readonly b?: string;
}

/** One file in which two dossiers differ, and where in it first. Texts are escaped and cut. */
export interface Difference {
  readonly stage: string | null;
  readonly path: string;
  readonly change: "only-in-a" | "only-in-b" | "changed";
  readonly line?: number;
  /** RFC 6901. */
  readonly pointer?: string;
  readonly a?: string;
  readonly b?: string;
}

/**
 * Loads a plan and the plans of its layers as a run does.
 *
 * @param file a JSON file; `plans/…` finds the packaged plans where the folder has none
 */
export async function loadPlan(file: string, options: PlanOptions = {}): Promise<LoadedPlan> {
  const { folder = process.cwd(), strict = false } = options;
  const result = await loadProject(file, { ...loadOptions(strict), folder: resolve(folder) });
  if (!result.ok) return result;
  const { shared, national, planetary } = result.project;
  const mission = {
    shared: shared && planOf(shared),
    national: planOf(national),
    planetary: planetary && planOf(planetary),
  };
  return { ok: true, mission, warnings: result.warnings };
}

/** Says everything that is wrong or doubtful in a plan and in the plans of its layers, as `plan validate` does. */
export async function validatePlan(file: string, options: PlanOptions = {}): Promise<PlanCheck> {
  const loaded = await loadPlan(file, options);
  return { valid: loaded.ok, issues: loaded.ok ? loaded.warnings : loaded.issues };
}

/**
 * Reads what a dossier says, after checking it against itself (without executing its journal).
 *
 * @param folder the one that holds `bagit.txt`; whatever it holds, it makes nothing throw
 */
export async function readDossier(folder: string): Promise<ReadDossier> {
  const { report } = await verify(resolve(folder), {});
  if (report.verdict !== "intact" || report.root === null) return { ok: false, findings: report.findings };
  const index: Index = JSON.parse(await readFile(join(folder, "data", INDEX), "utf8"));
  return { ok: true, dossier: dossierOf(index, report.root) };
}

/**
 * Checks a dossier against itself, against a root if one is given, and, if asked to, by executing its journal.
 *
 * @param folder the one that holds `bagit.txt`; whatever it holds, it makes nothing throw
 * @throws OMNI5010 if `root` is no root; OMNI3010–3012 if the EVM for the replay does not start
 */
export async function verifyDossier(folder: string, options: VerifyOptions = {}): Promise<Verification> {
  const { report, replayed } = await verify(resolve(folder), options);
  const { verdict, madeBy, root, files, bytes, chain, findings } = report;
  return {
    verdict,
    madeBy,
    root,
    files,
    bytes,
    chain,
    findings,
    replayed: replayed !== null && decisiveRun(replayed).reexecution.kind === "executed",
  };
}

/** Says what differs first between two dossiers; whether either is intact is for `verifyDossier` to say. */
export async function diffDossiers(a: string, b: string): Promise<DossierDiff> {
  const { equal, roots, meaning, differences, findings } = await diff(resolve(a), resolve(b));
  return { equal, roots, meaning, differences, findings };
}

function planOf({ sha256, initiative, objective, budget, regions, jobs, schedule }: ResolvedPlan): Plan {
  const timing = new Map(schedule.jobs.map((job) => [job.id, job]));
  return {
    sha256,
    initiative,
    objective,
    currency: budget.currency,
    budgetWei: budget.totalWei,
    regions: regions.map(({ id }) => id),
    jobs: jobs.map(({ id, title, rewardWei, deadlineDays, dependencies, jurisdiction, agent }) => ({
      id,
      title,
      rewardWei,
      deadlineDays,
      dependencies,
      place: jurisdiction.name,
      agent,
      wave: timing.get(id)?.wave ?? 0,
      startDay: timing.get(id)?.earliestStartDay ?? 0,
    })),
    days: schedule.criticalPath.days,
  };
}

function dossierOf({ plan, chain, stages, jurisdictions, files }: Index, root: string): Dossier {
  return {
    root,
    plan,
    chain,
    stages: stages.map(({ id, digest, files: count }) => ({ id, digest, files: count })),
    jobs: jurisdictions.flatMap(({ name, jobs }) =>
      jobs.map(({ id, title, outcome, reward, receipt }) => ({
        id,
        title,
        outcome,
        rewardWei: BigInt(reward),
        place: name,
        receipt: receipt.path,
      })),
    ),
    files,
  };
}
