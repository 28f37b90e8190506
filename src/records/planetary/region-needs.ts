import { attemptsOf } from "../../economics/attempts.ts";
import { max } from "../../economics/fixed-point.ts";
import { bondsWei } from "../../economics/jury.ts";
import { dearestDayWei } from "../../economics/region-limits.ts";
import { timelineOf } from "../../economics/timeline.ts";
import type { RegionTerms } from "../../model/layer-run.ts";
import type { LayeredProject } from "../../model/loaded-project.ts";
import type { Job, Plan } from "../../model/plan.ts";
import { employingRegion, regionOf } from "../../model/regions.ts";
import { claimTerms, costTerms, jobCostWei, mostWorthWei } from "../job-request.ts";
import { executorRegions } from "../planetary-settings.ts";

/** What a region's jobs ask of its budget, at the nation's terms. */
export interface RegionNeeds {
  readonly region: string;
  /** What all attempts at them cost that are drawn. */
  readonly costWei: bigint;
  /** What is set aside for the bonds of all of them. */
  readonly bondsWei: bigint;
  /** What the region states, or what its dearest job and its dearest day commit. */
  readonly terms: RegionTerms;
}

/** What a job commits: its cost, and the bonds of all its hearings. */
export function committedWei(national: Plan, job: Job): bigint {
  return jobCostWei(job, costTerms(national)) + bondsOf(national, job);
}

/** What each region that gets an executor needs, in their order. */
export function regionNeeds({
  national,
  planetary: plan,
}: Pick<LayeredProject, "national" | "planetary">): RegionNeeds[] {
  const posted = postedAtOf(national, plan);
  return executorRegions(plan).map((region) => {
    const jobs = plan.jobs.filter((job) => employingRegion(plan, job.region) === region);
    const commitments = jobs.map((job) => ({
      ...(posted.get(job) as Posted),
      committedWei: committedWei(national, job),
    }));
    const { jobLimitWei, dayLimitWei, approvalSeconds } = regionOf(plan, region);
    const dearestWei = commitments.reduce((most, commitment) => max(most, commitment.committedWei), 0n);
    return {
      region,
      costWei: sum(jobs, (job) => attemptsAt(plan, job) * jobCostWei(job, costTerms(national))),
      bondsWei: sum(jobs, (job) => attemptsAt(plan, job) * bondsOf(national, job)),
      terms: {
        jobWei: jobLimitWei ?? dearestWei,
        dayWei: dayLimitWei ?? dearestDayWei(commitments),
        approvalSeconds,
      },
    };
  });
}

/** A job that is drawn to be done again costs as much again, whatever the first attempt gives back. */
function attemptsAt(plan: Plan, job: Job): bigint {
  return BigInt(attemptsOf(plan, job).length);
}

interface Posted {
  /** Seconds from the first job's. */
  readonly postedAt: number;
  readonly slackSeconds: number;
}

/** When the rehearsal posts each job: as soon as those that it depends on are settled. */
function postedAtOf({ protocol }: Plan, { jobs, chain }: Plan): Map<Job, Posted> {
  const { windows, committee } = protocol;
  const timed = jobs.map((job) => ({ ...job, energyBudget: job.energyBudgetWad }));
  const settings = { ...windows, ...committee, ...chain, committeeSize: committee.size };
  const spans = timelineOf(timed, settings);
  return new Map(
    jobs.map((job, index) => {
      const { assigned = 0, submitted = 0, lastSubmitted = 0 } = spans[index] ?? {};
      return [job, { postedAt: assigned, slackSeconds: lastSubmitted - submitted }];
    }),
  );
}

function bondsOf(national: Plan, job: Job): bigint {
  return bondsWei(mostWorthWei(job), claimTerms(national));
}

function sum(jobs: readonly Job[], weiOf: (job: Job) => bigint): bigint {
  return jobs.reduce((total, job) => total + weiOf(job), 0n);
}
