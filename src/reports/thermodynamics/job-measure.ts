import { type JobEnergy, measuredEnergy, plannedEnergy } from "../../economics/job-energy.ts";
import type { Job, Plan } from "../../model/plan.ts";
import type { EventRecord } from "../../model/record.ts";
import type { JobMeasure } from "../../model/thermodynamics.ts";
import { courseOf, outcomeIn, type Paid, paidIn, plannedJob } from "../../records/measured-course.ts";

/** A job of a plan with what receipts say of it. */
export interface MeasuredJob {
  readonly job: Job;
  readonly measure: JobMeasure;
  readonly planned: JobEnergy;
  readonly measured: JobEnergy;
  readonly payments: readonly Paid[];
}

/**
 * Measures one job by the events of its receipts; without any it counts as not begun.
 *
 * @param national the plan that fixes the terms of every job
 */
export function measureJob(job: Job, national: Plan, events: readonly EventRecord[]): MeasuredJob {
  const terms = plannedJob(job, national);
  const course = courseOf(job, events);
  const planned = plannedEnergy(terms);
  const measured = measuredEnergy(terms, course);
  const outcome = outcomeIn(events);
  return {
    job,
    planned,
    measured,
    payments: paidIn(events),
    measure: {
      id: job.id,
      title: job.title,
      outcome: outcome === "pending" ? "open" : outcome,
      late: course.workSeconds >= terms.deadlineSeconds,
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
