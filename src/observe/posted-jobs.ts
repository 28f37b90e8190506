import type { Job } from "../model/plan.ts";
import { textDigest } from "../records/job-request.ts";
import type { Views } from "./views.ts";

/** Ids on chain of jobs that were posted before, by plan id. */
export async function readPosted(
  views: Views,
  jobs: readonly Job[],
  chainIdOf: (job: Job) => string = ({ id }) => id,
): Promise<Map<string, bigint>> {
  const planIdOf = new Map(jobs.map((job) => [textDigest(chainIdOf(job)), job.id]));
  const [count] = await views.read([{ contract: "JobRegistry", function: "jobCount", args: [] }]);
  const ids = Array.from({ length: Number(count?.[0]) }, (_, index) => BigInt(index + 1));
  const found = await views.read(
    ids.map((id) => ({ contract: "JobRegistry", function: "jobOf", args: [id] })),
  );
  const posted = new Map<string, bigint>();
  for (const [index, answer] of found.entries()) {
    const planId = planIdOf.get(answer[0].planJobId);
    if (planId !== undefined) posted.set(planId, ids[index] as bigint);
  }
  return posted;
}
