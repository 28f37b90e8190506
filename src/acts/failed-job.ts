import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { Cast } from "../model/cast.ts";
import type { JobRun } from "../model/layer-run.ts";
import type { Plan } from "../model/plan.ts";
import { unforetold } from "../reports/foretold-run.ts";

/** @returns OMNI2122 if a job did not end as the mirrors foretell; `null` if all did. */
export function failedJob(runs: readonly JobRun[], national: Plan, cast: Cast): OmniError | null {
  const [first] = unforetold(runs, national, cast);
  return first ? new OmniError(STAGE.JOB_UNFORETOLD, first) : null;
}
