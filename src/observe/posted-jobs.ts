import type { Job } from "../model/plan.ts";
import { textArg, uintArg } from "../records/events.ts";
import { textDigest } from "../records/job-request.ts";
import { readHistory } from "./history.ts";
import type { Views } from "./views.ts";

/** Ids on chain of jobs that were posted before, by plan id. */
export async function readPosted(
  views: Views,
  jobs: readonly Job[],
  chainIdOf: (job: Job) => string = ({ id }) => id,
): Promise<Map<string, bigint>> {
  const planIdOf = new Map(jobs.map((job) => [textDigest(chainIdOf(job)), job.id]));
  const history = await readHistory(views, new Map(), ["JobRegistry"]);
  return new Map(
    history.of("JobRegistry", "JobCreated").flatMap(({ args }): [string, bigint][] => {
      const planId = planIdOf.get(textArg(args, "planJobId"));
      return planId === undefined ? [] : [[planId, uintArg(args, "jobId")]];
    }),
  );
}
