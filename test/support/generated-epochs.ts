/** The reward epochs that generated plans come to, by the mirrors alone. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attemptsOf } from "../../src/economics/attempts.ts";
import type { Opinions } from "../../src/economics/certainty.ts";
import { courseOf, type DrawnCourse } from "../../src/economics/drawn-course.ts";
import { budgetWei, energyBalance, entropyWei, freeEnergyWei } from "../../src/economics/entropy.ts";
import { type JobEnergy, measuredEnergy } from "../../src/economics/job-energy.ts";
import { part } from "../../src/economics/shares.ts";
import type { LayeredProject, Project } from "../../src/model/loaded-project.ts";
import type { Job, Plan } from "../../src/model/plan.ts";
import type { PlanRequest } from "../../src/model/plan-request.ts";
import { WAD } from "../../src/model/units.ts";
import { type GeneratedFile, generatePlans } from "../../src/plan/generate/plan.ts";
import { loadProject } from "../../src/plan/project.ts";
import { plannedJob } from "../../src/records/measured-course.ts";
import { rewardParameters } from "../../src/records/planetary-settings.ts";
import { sha256OfText } from "../../src/support/digest.ts";

const TENTH_WAD = WAD / 10n;

/** What a job of the planetary plan comes to. */
export type Going = (project: LayeredProject, job: Job) => JobEnergy;

/** What an epoch comes to at its temperature, and at a tenth less and a tenth more. */
export interface EpochInUnits {
  readonly plan: string;
  /** τ·price·dS */
  readonly entropyWei: bigint;
  readonly deltaHWei: bigint;
  readonly capWei: bigint;
  readonly budgetsWei: readonly [colder: bigint, own: bigint, hotter: bigint];
}

/** The requests of `count` plans with regions, of all sizes; the same ones for the same count. */
export function regionalRequests(count: number): PlanRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const regions = 1 + (index % 7);
    const jobs = Math.max(2, regions + ((index * 5) % 23));
    return {
      template: index % 5 === 4 ? "shared" : "planetary",
      jobs,
      regions,
      council: 3 + (index % 4),
      seed: `units-${index}`,
    };
  });
}

/** Loads a generated plan as a file of a user's would be. */
export async function loadGenerated(request: PlanRequest): Promise<LayeredProject> {
  const folder = await mkdtemp(join(tmpdir(), "generated-plan-"));
  try {
    const loaded = await loadProject(await layDown(generatePlans(request), folder), { folder });
    if (!loaded.ok || !isLayered(loaded.project)) throw new Error(`${request.seed} is no plan with regions`);
    return loaded.project;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @returns the file to run. */
export async function layDown(files: readonly GeneratedFile[], folder: string): Promise<string> {
  for (const { name, text } of files) await writeFile(join(folder, name), text);
  return files[0]?.name ?? "";
}

function isLayered(project: Project): project is LayeredProject {
  return project.planetary !== null;
}

/** The two epochs that a mission settles: the jobs in the order in which they end, each half of them. */
export function epochsOf(plan: string, project: LayeredProject, going: Going): EpochInUnits[] {
  const jobs = inOrderOfTheirEnds(project.planetary);
  const half = Math.ceil(jobs.length / 2);
  return [jobs.slice(0, half), jobs.slice(half)].map((own) => epochOf(plan, project, own, going));
}

/** At the reference temperature. */
function epochOf(plan: string, project: LayeredProject, jobs: readonly Job[], going: Going): EpochInUnits {
  const parameters = rewardParameters(project.planetary);
  const entries = jobs.map((job) => going(project, job));
  const balance = energyBalance(entries, parameters);
  const budgetAt = (relativeWad: bigint) =>
    budgetWei(
      freeEnergyWei(balance, relativeWad, parameters.natPriceWei),
      parameters,
      parameters.epochCapWei,
    );
  return {
    plan,
    entropyWei: entropyWei(balance.deltaSWad, WAD, parameters.natPriceWei),
    deltaHWei: balance.deltaHWei,
    capWei: parameters.epochCapWei,
    budgetsWei: [budgetAt(WAD - TENTH_WAD), budgetAt(WAD), budgetAt(WAD + TENTH_WAD)],
  };
}

function inOrderOfTheirEnds(plan: Plan): Job[] {
  const ends = new Map<string, bigint>();
  const endOf = (job: Job): bigint => {
    const known = ends.get(job.id);
    if (known !== undefined) return known;
    const before = plan.jobs.filter(({ id }) => job.dependencies.includes(id)).map(endOf);
    const end = before.reduce((a, b) => (a > b ? a : b), 0n) + BigInt(courseOf(plan, job).workSeconds);
    ends.set(job.id, end);
    return end;
  };
  return plan.jobs.toSorted((a, b) => Number(endOf(a) - endOf(b)));
}

/** Approved at once for its planned cost, by opinions that a rule gives. */
function approvedBy(opinionsOf: (job: Job, seats: bigint) => Opinions): Going {
  return ({ national, planetary }, job) => {
    const terms = plannedJob(job, national);
    return measuredEnergy(terms, {
      approved: true,
      costWei: terms.plannedCostWei,
      workSeconds: BigInt(courseOf(planetary, job).workSeconds),
      ...opinionsOf(job, terms.plannedJudges),
    });
  };
}

/** All seats agree, and are of as many people as the job's digest says: mostly all, sometimes all but one. */
export const agreeing: Going = approvedBy(agreement);

/** As {@link agreeing}, and of every sixth job one judge disapproves. */
export const dissenting: Going = approvedBy((job, seats) =>
  diceOf(job.id) % 6n === 1n ? { judges: seats, approving: seats - 1n } : agreement(job, seats),
);

/**
 * As the plan's seed draws it: dissent, silence and disputes count among the opinions, and a result that is poor is rejected,
 * at the cost of all but what agent and operator would have got, and done again.
 */
export const drawn: Going = (project, job) => {
  const { national, planetary } = project;
  const terms = plannedJob(job, national);
  const attempts = attemptsOf(planetary, job);
  const rejected = attempts.filter(({ poor }) => poor).length;
  const { agentsBps, operatorsBps } = national.protocol.shares;
  const unearnedWei = part(job.rewardWei, agentsBps) + part(job.rewardWei, operatorsBps);
  const last = attempts.at(-1) as DrawnCourse;
  const energy = measuredEnergy(terms, {
    approved: !last.poor,
    costWei: last.poor ? 0n : terms.plannedCostWei,
    workSeconds: BigInt(last.workSeconds),
    ...opinionsDrawn(last, project),
  });
  return { ...energy, costWei: energy.costWei + BigInt(rejected) * (terms.plannedCostWei - unearnedWei) };
};

/** Of work that deserves approval: the first committee's, and a jury's where its verdict is disputed or wrong. */
function opinionsDrawn(
  { rounds: [first = []], disputed }: DrawnCourse,
  { national }: LayeredProject,
): Opinions {
  const count = (conduct: string) => BigInt(first.filter((each) => each === conduct).length);
  const [approving, against] = [count("true"), count("dissent")];
  const jurors = disputed || approving <= against ? BigInt(national.protocol.committee.jurySize) : 0n;
  return { judges: approving + against + jurors, approving: approving + jurors };
}

function agreement({ id }: Job, seats: bigint): Opinions {
  const drawnTwice = diceOf(id) % 3n === 0n ? 1n : 0n;
  return { judges: seats - drawnTwice, approving: seats - drawnTwice };
}

function diceOf(text: string): bigint {
  return BigInt(`0x${sha256OfText(text).slice(0, 16)}`);
}
