import type { EnergyEntry } from "./entropy.ts";
import { evenEntropyWad, shannonEntropyWad } from "./shannon.ts";

/** A job as its plan describes it. */
export interface PlannedJob {
  readonly rewardWei: bigint;
  readonly deadlineSeconds: bigint;
  readonly energyBudgetWad: bigint;
  readonly expectedEntropyWad: bigint;
}

/** What receipts say of how the job went. */
export interface JobCourse {
  readonly approved: boolean;
  /** What its escrow paid to anybody but its employer. */
  readonly costWei: bigint;
  /** From assignment to submission, active time. */
  readonly workSeconds: bigint;
  /** Seats that voted for the result in the last validation round, and all that voted. */
  readonly approvingSeats: bigint;
  readonly revealedSeats: bigint;
}

/** A job's energies. */
export interface JobEnergy extends EnergyEntry {
  readonly energyWad: bigint;
}

/** What {@link plannedEnergy} and {@link measuredEnergy} compute, for reports. */
export const JOB_ENERGY_FORMULAS = {
  energy: "planned: the job's energy budget; measured: energy budget × work seconds / deadline seconds",
  cost: "planned: the job's reward; measured: what its escrow paid to anybody but its employer",
  value: "reward + reward / 20 where the work was approved, otherwise 0",
  uncertainty:
    "before: the plan's expected entropy; after: planned 0; measured expected entropy × H(votes) / ln 2 where the work was approved, otherwise as before",
} as const;

/** The energies of a job that goes as planned: approved by all, for its reward, at its deadline. */
export function plannedEnergy(job: PlannedJob): JobEnergy {
  return {
    energyWad: job.energyBudgetWad,
    costWei: job.rewardWei,
    valueWei: worthOf(job),
    uPreWad: job.expectedEntropyWad,
    uPostWad: 0n,
  };
}

/** The energies of a job as it went; what the committee disagreed on stays uncertain. */
export function measuredEnergy(job: PlannedJob, course: JobCourse): JobEnergy {
  return {
    energyWad: (job.energyBudgetWad * course.workSeconds) / job.deadlineSeconds,
    costWei: course.costWei,
    valueWei: course.approved ? worthOf(job) : 0n,
    uPreWad: job.expectedEntropyWad,
    uPostWad: course.approved ? remaining(job, course) : job.expectedEntropyWad,
  };
}

/** The Shannon entropy of a committee's verdict, weighted by stake, in WAD nats. */
export function voteEntropyWad({
  approvingSeats,
  revealedSeats,
}: Pick<JobCourse, "approvingSeats" | "revealedSeats">) {
  return shannonEntropyWad([approvingSeats, revealedSeats - approvingSeats]);
}

function remaining({ expectedEntropyWad }: PlannedJob, course: JobCourse): bigint {
  return (expectedEntropyWad * voteEntropyWad(course)) / evenEntropyWad(2);
}

function worthOf({ rewardWei }: PlannedJob): bigint {
  return rewardWei + rewardWei / 20n;
}
