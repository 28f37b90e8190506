import { type Opinions, removedWad } from "./certainty.ts";
import type { EnergyEntry } from "./entropy.ts";

/** A job as its plan describes it. */
export interface PlannedJob {
  readonly rewardWei: bigint;
  /** What it costs its employer if all goes as planned. */
  readonly plannedCostWei: bigint;
  readonly deadlineSeconds: bigint;
  readonly energyBudgetWad: bigint;
  readonly expectedEntropyWad: bigint;
  /** How many judge it if nobody is drawn twice. */
  readonly plannedJudges: bigint;
}

/** What receipts say of how the job went. */
export interface JobCourse extends Opinions {
  readonly approved: boolean;
  /** What it cost its employer. */
  readonly costWei: bigint;
  /** From assignment to submission, active time. */
  readonly workSeconds: bigint;
}

/** A job's energies. */
export interface JobEnergy extends EnergyEntry {
  readonly energyWad: bigint;
}

/** What a job cost, for reports and whoever attests it. */
export const COST_FORMULA =
  "what its escrow paid in rewards, bonus, fee and fees of seats to anybody but its employer";

/** What {@link plannedEnergy} and {@link measuredEnergy} compute, for reports. */
export const JOB_ENERGY_FORMULAS = {
  energy: "planned: the job's energy budget; measured: energy budget × work seconds / deadline seconds",
  cost: `${COST_FORMULA}; planned: for one committee, an approval and a bonus that does not double`,
  value: "planned cost + reward where the work was approved, otherwise 0",
  uncertainty:
    "before: the plan's expected entropy; after: planned 0; measured expected entropy × (1 − c(judges, approving) / c(seats, seats)), at least 0, where the work was approved, otherwise as before",
  certainty:
    "c(n, k) = 1 − H(p) / ln 2, p = 9^m / (9^m + 1), m = 2k − n, of n judges of whom k approve, where k > n / 2, otherwise 0: each is supposed to be right nine times in ten; everybody who revealed a vote, in committee or jury, is one judge, however many seats it had",
} as const;

/** The energies of a job that goes as planned: approved by all, for its cost, at its deadline. */
export function plannedEnergy(job: PlannedJob): JobEnergy {
  return {
    energyWad: job.energyBudgetWad,
    costWei: job.plannedCostWei,
    valueWei: worthOf(job),
    uPreWad: job.expectedEntropyWad,
    uPostWad: 0n,
  };
}

/** The energies of a job as it went; what its judges were too few for, or disagreed on, stays uncertain. */
export function measuredEnergy(job: PlannedJob, course: JobCourse): JobEnergy {
  const { expectedEntropyWad } = job;
  const removed = course.approved ? removedWad(expectedEntropyWad, course, job.plannedJudges) : 0n;
  return {
    energyWad: (job.energyBudgetWad * course.workSeconds) / job.deadlineSeconds,
    costWei: course.costWei,
    valueWei: course.approved ? worthOf(job) : 0n,
    uPreWad: expectedEntropyWad,
    uPostWad: expectedEntropyWad - removed,
  };
}

/**
 * What a job's work is worth above what it costs. Nobody measures that: a plan that posts it has to suppose it. Benefits of some twice
 * the cost, from which on appraisals of public works call them high (UK Department for Transport, "Value for Money Framework"),
 * and more than what four attempts cost that are rejected, a committee's part each: an epoch in which work is done again has still brought something.
 */
export function addedWorthWei(rewardWei: bigint): bigint {
  return rewardWei;
}

function worthOf({ rewardWei, plannedCostWei }: PlannedJob): bigint {
  return plannedCostWei + addedWorthWei(rewardWei);
}
