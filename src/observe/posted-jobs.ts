import { jobOfCase } from "../model/cases.ts";
import { OUTCOMES, wordOf } from "../model/enums.ts";
import type { Job } from "../model/plan.ts";
import { textArg, uintArg } from "../records/events.ts";
import { textDigest } from "../records/job-request.ts";
import { readHistory } from "./history.ts";
import type { Views } from "./views.ts";

/** Ids on chain of jobs that were posted before, by plan id; `null` for one of which no attempt was approved. */
export async function readPosted(
  views: Views,
  jobs: readonly Job[],
  chainIdOf: (job: Job) => string = ({ id }) => id,
): Promise<Map<string, bigint | null>> {
  const planIdOf = new Map(jobs.map((job) => [textDigest(chainIdOf(job)), job.id]));
  const history = await readHistory(views, new Map(), ["JobRegistry"]);
  const approved = new Set(
    history
      .of("JobRegistry", "JobFinalized")
      .filter(({ args }) => wordOf(OUTCOMES, uintArg(args, "outcome")) === "approved")
      .map(({ args }) => uintArg(args, "jobId")),
  );
  const posted = new Map<string, bigint | null>();
  for (const { args } of history.of("JobRegistry", "JobCreated")) {
    const planId = planIdOf.get(textArg(args, "planJobId"));
    if (planId === undefined) continue;
    const caseId = uintArg(args, "jobId");
    posted.set(planId, approved.has(caseId) ? jobOfCase(caseId) : null);
  }
  return posted;
}
