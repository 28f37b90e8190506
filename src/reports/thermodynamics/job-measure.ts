import { workerOf } from "../../economics/attempts.ts";
import { type JobCourse, type JobEnergy, measuredEnergy, plannedEnergy } from "../../economics/job-energy.ts";
import type { Job, Plan } from "../../model/plan.ts";
import type { EventRecord } from "../../model/record.ts";
import type { JobMeasure } from "../../model/thermodynamics.ts";
import { courseSeen, outcomeIn, type Paid, paidIn, plannedJob } from "../../records/measured-course.ts";

/** A job of a plan with what receipts say of it. */
export interface MeasuredJob {
  readonly job: Job;
  readonly measure: JobMeasure;
  readonly planned: JobEnergy;
  /** Of all attempts together. */
  readonly measured: JobEnergy;
  /** Of all attempts. */
  readonly payments: readonly Paid[];
  readonly efforts: readonly Effort[];
}

/** What one attempt at a job took of whom. */
export interface Effort {
  /** The handle of whoever made it. */
  readonly agent: string;
  readonly course: JobCourse;
  readonly energy: JobEnergy;
  readonly payments: readonly Paid[];
}

/**
 * Measures one job by the events of its receipts; without any it counts as not begun.
 *
 * @param plan whose job it is
 * @param national the plan that fixes the terms of every job
 * @param attempts the events of each, in their order
 */
export function measureJob(
  job: Job,
  { plan, terms: national }: { readonly plan: Plan; readonly terms: Plan },
  attempts: readonly (readonly EventRecord[])[],
): MeasuredJob {
  const terms = plannedJob(job, national);
  const last = attempts.at(-1) ?? [];
  const efforts = attempts.map((events, index) => {
    const course = courseSeen(job, events);
    const energy = measuredEnergy(terms, course);
    return { agent: workerOf(plan.participants, job, index + 1), course, energy, payments: paidIn(events) };
  });
  const course = courseSeen(job, last);
  const planned = plannedEnergy(terms);
  const measured = wholeOf(measuredEnergy(terms, course), efforts);
  const outcome = outcomeIn(last);
  return {
    job,
    planned,
    measured,
    payments: efforts.flatMap(({ payments }) => payments),
    efforts,
    measure: {
      id: job.id,
      title: job.title,
      outcome: outcome === "pending" ? "open" : outcome,
      late: efforts.some(({ course: { workSeconds } }) => workSeconds >= terms.deadlineSeconds),
      simulated: true,
      plannedEnergyWad: planned.energyWad,
      energyWad: measured.energyWad,
      expectedEntropyWad: job.expectedEntropyWad,
      judges: course.judges,
      approving: course.approving,
      deltaHWei: measured.costWei - measured.valueWei,
      deltaSWad: measured.uPreWad - measured.uPostWad,
    },
  };
}

/** Only the last attempt can bring value and certainty; each has cost what it has cost. */
function wholeOf(last: JobEnergy, efforts: readonly Effort[]): JobEnergy {
  const sum = (field: "energyWad" | "costWei") =>
    efforts.reduce((total, { energy }) => total + energy[field], 0n);
  return { ...last, energyWad: sum("energyWad"), costWei: sum("costWei") };
}
