import { MOST_ATTEMPTS } from "../economics/attempts.ts";
import type { DrawnCourse } from "../economics/drawn-course.ts";
import type { Account, Cast } from "../model/cast.ts";
import type { TickReading } from "../model/drill-readings.ts";
import type { Job, Plan } from "../model/plan.ts";
import { poorResultHashOf } from "../records/deliverable.ts";
import { eventOf, outcomeOf } from "../records/events.ts";
import { costTerms, jobCostWei, jurisdictionLabel } from "../records/job-request.ts";
import { untilActive } from "./active-time.ts";
import type { Driver, MissionLane } from "./driver.ts";
import { judgeJob } from "./judge-job.ts";
import { applyLatePolicy } from "./late-policy.ts";
import { assign, type JobBrief, type Poster, post, reopen, submit } from "./lifecycle.ts";
import { runTicking, type Ticking } from "./mission-ticks.ts";
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
  /** What is drawn for an attempt at a job, from 1: how long its work takes, and how it is judged. */
  readonly courseOf: (job: Job, attempt: number) => DrawnCourse;
  /** The handle of whoever makes an attempt at it. */
  readonly workerOf: (job: Job, attempt: number) => string;
  /** 32-byte digest of what the agent hands in where its work is good. */
  readonly resultHashOf: (job: Job) => string;
  /** What the chain keeps the hash of, to tell plans apart whose ids coincide; by default the job's id. */
  readonly chainIdOf?: (job: Job) => string;
  /** Ids on chain of dependencies that were settled before, by plan id; null for one that was given up. */
  readonly settled?: ReadonlyMap<string, bigint | null>;
  /** By what the thermostat ticks meanwhile, if it does. */
  readonly ticking?: Ticking;
}

/**
 * Takes a plan's jobs through their whole lives: each is posted once the jobs that it depends on are paid out, then
 * assigned, worked on, submitted, judged and settled, by the course that is drawn for it; what is rejected is dealt with as
 * the plan says, and what depends on a job that is given up is not posted. Independent jobs run beside each other.
 *
 * @returns what the thermostat started each of its ticks from.
 */
export function sendMission(
  driver: Driver,
  { jobs }: Pick<Plan, "jobs">,
  settings: MissionSettings,
): Promise<readonly TickReading[]> {
  const stakeManager = driver.book.get("StakeManager").address;
  const onJob = tellJobs(driver, jobs.length);
  return runTicking(
    driver,
    (lane) => liveAll(lane, jobs, { ...settings, stakeManager, onJob }),
    settings.ticking,
  );
}

function tellJobs(driver: Driver, of: number): (job: Job) => void {
  let number = 0;
  return ({ id }) => {
    number += 1;
    driver.tell({ kind: "job", id, number, of });
  };
}

interface Surroundings extends MissionSettings {
  readonly stakeManager: string;
  /** Hears of each job that begins. */
  readonly onJob: (job: Job) => void;
}

async function liveAll(lane: MissionLane, jobs: readonly Job[], settings: Surroundings): Promise<void> {
  const ends = new Map(jobs.map(({ id }) => [id, Promise.withResolvers<bigint | null>()]));
  await lane.fork(
    jobs.map((job) => async (own: MissionLane) => {
      const dependencies = job.dependencies.map(
        (id) => ends.get(id)?.promise ?? settings.settled?.get(id) ?? null,
      );
      const before = await own.join(Promise.all(dependencies));
      const isPossible = before.every((jobId) => jobId !== null);
      ends.get(job.id)?.resolve(isPossible ? await live(own, job, before, settings) : null);
    }),
  );
}

/** @returns the job's id on chain, once an attempt at it is approved and paid out; `null` if it is given up. */
async function live(
  lane: MissionLane,
  job: Job,
  dependencies: readonly bigint[],
  settings: Surroundings,
): Promise<bigint | null> {
  settings.onJob(job);
  const brief = briefOf(job, dependencies, settings);
  const most = job.onFailure === "give up" ? 1 : MOST_ATTEMPTS;
  let jobId: bigint | null = null;
  for (let attempt = 1; attempt <= most; attempt += 1) {
    await settings.readyToPost?.(lane, job);
    const caseId: bigint = jobId === null ? await post(lane, brief) : await reopen(lane, jobId, brief);
    jobId ??= caseId;
    if (await isApproved(lane, caseId, { job, attempt }, settings)) return jobId;
  }
  return null;
}

interface Attempt {
  readonly job: Job;
  /** From 1. */
  readonly attempt: number;
}

/** Takes one attempt from its assignment to its settlement. @returns whether its result is approved for good. */
async function isApproved(
  lane: MissionLane,
  caseId: bigint,
  { job, attempt }: Attempt,
  settings: Surroundings,
): Promise<boolean> {
  const { cast, terms } = settings;
  const agent = cast.accountOf(settings.workerOf(job, attempt));
  const course = settings.courseOf(job, attempt);
  await work(lane, caseId, { job, agent, course }, settings);
  const result = course.poor ? poorResultHashOf(job, attempt) : settings.resultHashOf(job);
  await submit(lane, caseId, agent, result);
  const employer = settings.disputes?.(job) === false ? null : settings.posterOf(job);
  const records = await judgeJob(lane, caseId, course, { cast, terms, agent, employer });
  // Whoever was slashed stakes as much again, so that later jobs find what the plan says.
  const steps = restakeSteps(cast, records);
  if (steps.length > 0) await lane.send(steps);
  return outcomeOf(eventOf(records.at(-1), "JobFinalized")) === "approved";
}

/** The agent takes the job and works on it; past the deadline its delay policy is triggered. */
async function work(
  lane: MissionLane,
  caseId: bigint,
  { job, agent, course }: { readonly job: Job; readonly agent: Account; readonly course: DrawnCourse },
  { cast, stakeManager }: Surroundings,
): Promise<void> {
  const { at, deadline } = await assign(lane, caseId, agent, job);
  if (course.late) {
    await untilActive(lane, deadline);
    await applyLatePolicy(lane, cast, { jobId: caseId, policy: job.adjustmentOnDelay, stakeManager });
  }
  await lane.until(at + BigInt(course.workSeconds));
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
