import { workSeconds } from "../economics/work-time.ts";
import type { Job, Plan } from "../model/plan.ts";

/** The simulated time that a job takes, seconds; see `economics/work-time`. */
export function workSecondsOf(plan: Plan, job: Job): bigint {
  return BigInt(workSeconds({ ...job, jobId: job.id, seed: plan.chain.seed }));
}
