import { OmniError } from "../errors/error.ts";
import { PLAN_FILE } from "../errors/plan-file-errors.ts";
import type { PlanRequest, Template } from "../model/plan-request.ts";
import { type GeneratedFile, generatePlans } from "../plan/generate/plan.ts";
import { LARGEST_BYTES } from "../plan/read.ts";

/** As typed. */
export interface RequestFlags {
  readonly template?: Template;
  readonly jobs?: string;
  readonly regions?: string;
  readonly council?: string;
  readonly seed?: string;
}

export type Sizes = Pick<PlanRequest, "jobs" | "regions" | "council">;

export const STANDARD: Readonly<Record<Template, Sizes>> = {
  minimal: { jobs: 3, regions: 0, council: 0 },
  national: { jobs: 8, regions: 0, council: 5 },
  planetary: { jobs: 8, regions: 4, council: 5 },
  shared: { jobs: 8, regions: 4, council: 5 },
};

/** The schema's bounds. */
const MOST = { jobs: 20_000, regions: 48, council: 64 };

/**
 * What the flags ask for, with defaults that fit each other.
 *
 * @throws OMNI5011 if a count is no number or out of its bounds
 * @throws OMNI5012 if regions are asked of a template without
 */
export function requestOf({ template = "minimal", seed = "1", ...flags }: RequestFlags): PlanRequest {
  const standard = STANDARD[template];
  if (flags.regions !== undefined && standard.regions === 0)
    throw new OmniError(PLAN_FILE.NO_REGIONS, { template });
  const regions =
    standard.regions === 0
      ? 0
      : count("--regions", flags.regions ?? String(defaultRegions(standard, flags)), 1, MOST.regions);
  const jobs = flags.jobs ?? String(Math.max(standard.jobs, regions));
  const why = regions > 1 ? ", since each region needs one" : "";
  return {
    template,
    jobs: count("--jobs", jobs, Math.max(1, regions), MOST.jobs, why),
    regions,
    council: count("--council", flags.council ?? String(standard.council), 0, MOST.council),
    seed,
  };
}

/** No more regions than the jobs that were asked for. */
function defaultRegions({ regions }: Sizes, { jobs = "" }: RequestFlags): number {
  return /^[1-9]\d*$/.test(jobs) ? Math.min(regions, Number(jobs)) : regions;
}

function count(flag: string, found: string, least: number, most: number, why = ""): number {
  const value = /^\d{1,6}$/.test(found) ? Number(found) : -1;
  if (value < least || value > most)
    throw new OmniError(PLAN_FILE.BAD_COUNT, { flag, found, least, most, why });
  return value;
}

/**
 * The files that a request asks for.
 *
 * @throws OMNI5015 if one would be larger than a plan may be
 */
export function filesOf(request: PlanRequest): GeneratedFile[] {
  const files = generatePlans(request);
  for (const { text } of files) {
    const bytes = Buffer.byteLength(text);
    if (bytes > LARGEST_BYTES)
      throw new OmniError(PLAN_FILE.TOO_MANY_JOBS, { jobs: request.jobs, bytes, limit: LARGEST_BYTES });
  }
  return files;
}
