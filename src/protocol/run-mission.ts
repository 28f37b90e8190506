import type { DrawnCourse } from "../economics/drawn-course.ts";
import type { Cast } from "../model/cast.ts";
import type { Job, Plan } from "../model/plan.ts";
import { costTerms, jobCostWei, jurisdictionLabel } from "../records/job-request.ts";
import { untilActive } from "./active-time.ts";
import type { Driver, MissionLane } from "./driver.ts";
import { judgeJob } from "./judge-job.ts";
import { applyLatePolicy } from "./late-policy.ts";
import { assign, type JobBrief, type Poster, post, submit } from "./lifecycle.ts";
import { restakeSteps } from "./restake.ts";

export interface MissionSettings {
  readonly cast: Cast;
  /** The plan that fixes the terms of every job. */
  readonly terms: Plan;
  readonly posterOf: (job: Job) => Poster;
  /** Whether its employer disputes on its own; a region's may have to ask its council. */
  readonly disputes?: (job: Job) => boolean;
  /** What its employer waits for before it posts a job. */
  readonly readyToPost?: (lane: MissionLane, job: Job) => Promise<void>;
  /** What is drawn for a job: how long its work takes, and how it is judged. */
  readonly courseOf: (job: Job) => DrawnCourse;
  /** 32-byte digest of what the agent hands in. */
  readonly resultHashOf: (job: Job) => string;
  /** What the chain keeps the hash of, to tell plans apart whose ids coincide; by default the job's id. */
  readonly chainIdOf?: (job: Job) => string;
  /** Ids on chain of dependencies that were settled before, by plan id. */
  readonly settled?: ReadonlyMap<string, bigint>;
}

/**
 * Takes a plan's jobs through their whole lives: each is posted once the jobs that it depends on are paid out, then
 * assigned, worked on, submitted, judged and settled, by the course that is drawn for it; independent jobs run beside each
 * other.
 */
export function sendMission(
  driver: Driver,
  { jobs }: Pick<Plan, "jobs">,
  settings: MissionSettings,
): Promise<void> {
  const stakeManager = driver.book.get("StakeManager").address;
  return driver.weave((lane) => liveAll(lane, jobs, { ...settings, stakeManager }));
}

interface Surroundings extends MissionSettings {
  readonly stakeManager: string;
}

async function liveAll(lane: MissionLane, jobs: readonly Job[], settings: Surroundings): Promise<void> {
  const paidOut = new Map(jobs.map(({ id }) => [id, Promise.withResolvers<bigint>()]));
  await lane.fork(
    jobs.map((job) => async (own: MissionLane) => {
      const dependencies = job.dependencies.map(
        async (id) => (await paidOut.get(id)?.promise) ?? (settings.settled?.get(id) as bigint),
      );
      const before = await own.join(Promise.all(dependencies));
      const jobId = await live(own, job, before, settings);
      paidOut.get(job.id)?.resolve(jobId);
    }),
  );
}

/** @returns the job's id on chain, once it is paid out. */
async function live(
  lane: MissionLane,
  job: Job,
  dependencies: readonly bigint[],
  settings: Surroundings,
): Promise<bigint> {
  const { cast, terms } = settings;
  const agent = cast.accountOf(job.agent);
  const course = settings.courseOf(job);
  await settings.readyToPost?.(lane, job);
  const jobId = await post(lane, briefOf(job, dependencies, settings));
  await work(lane, jobId, job, course, settings);
  await submit(lane, jobId, agent, settings.resultHashOf(job));
  const employer = settings.disputes?.(job) === false ? null : settings.posterOf(job);
  const paid = await judgeJob(lane, jobId, course, { cast, terms, agent, employer });
  // Whoever was slashed stakes as much again, so that later jobs find what the plan says.
  const steps = restakeSteps(cast, [paid]);
  if (steps.length > 0) await lane.send(steps);
  return jobId;
}

/** The agent takes the job and works on it; past the deadline its delay policy is triggered. */
async function work(
  lane: MissionLane,
  jobId: bigint,
  job: Job,
  { workSeconds, late }: DrawnCourse,
  { cast, stakeManager }: Surroundings,
): Promise<void> {
  const { at, deadline } = await assign(lane, jobId, cast.accountOf(job.agent), job);
  if (late) {
    await untilActive(lane, deadline);
    await applyLatePolicy(lane, cast, { jobId, policy: job.adjustmentOnDelay, stakeManager });
  }
  await lane.until(at + BigInt(workSeconds));
}

function briefOf(job: Job, dependencies: readonly bigint[], settings: MissionSettings): JobBrief {
  return {
    planJobId: settings.chainIdOf?.(job) ?? job.id,
    title: job.title,
    jurisdiction: jurisdictionLabel(job),
    terms: job,
    maxCostWei: jobCostWei(job, costTerms(settings.terms)),
    poster: settings.posterOf(job),
    operator: settings.cast.operator,
    dependencies,
  };
}
