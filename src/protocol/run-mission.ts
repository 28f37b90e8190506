import type { Cast } from "../model/cast.ts";
import type { TickReading } from "../model/drill-readings.ts";
import type { Job, Plan } from "../model/plan.ts";
import { costTerms, jobCostWei, jurisdictionLabel } from "../records/job-request.ts";
import { bodyTerms } from "../records/settings.ts";
import type { BallotOf } from "../records/vote.ts";
import type { Driver, MissionLane } from "./driver.ts";
import {
  assign,
  closeDispute,
  type JobBrief,
  type Poster,
  post,
  settle,
  submit,
  validate,
} from "./lifecycle.ts";
import { runTicking, type Ticking } from "./mission-ticks.ts";

export interface MissionSettings {
  readonly cast: Cast;
  /** The plan that fixes the terms of every job. */
  readonly terms: Plan;
  readonly posterOf: (job: Job) => Poster;
  /** What its employer waits for before it posts a job. */
  readonly readyToPost?: (lane: MissionLane, job: Job) => Promise<void>;
  /** Simulated working time on the virtual clock, seconds. */
  readonly workSecondsOf: (job: Job) => bigint;
  /** 32-byte digest of what the agent hands in. */
  readonly resultHashOf: (job: Job) => string;
  /** What the chain keeps the hash of, to tell plans apart whose ids coincide; by default the job's id. */
  readonly chainIdOf?: (job: Job) => string;
  /** Ids on chain of dependencies that were settled before, by plan id. */
  readonly settled?: ReadonlyMap<string, bigint>;
  /** By what the thermostat ticks meanwhile, if it does. */
  readonly ticking?: Ticking;
}

const APPROVE: BallotOf = () => "approve";

/**
 * Takes a plan's jobs through their whole lives: each is posted once the jobs that it depends on are paid out, then
 * assigned, worked on, submitted, validated and settled; independent jobs run beside each other.
 *
 * @returns what the thermostat started each of its ticks from.
 */
export function sendMission(
  driver: Driver,
  { jobs }: Pick<Plan, "jobs">,
  settings: MissionSettings,
): Promise<readonly TickReading[]> {
  return runTicking(driver, (lane) => liveAll(lane, jobs, settings), settings.ticking);
}

async function liveAll(lane: MissionLane, jobs: readonly Job[], settings: MissionSettings): Promise<void> {
  const paidOut = new Map(jobs.map(({ id }) => [id, Promise.withResolvers<bigint>()]));
  await lane.fork(
    jobs.map((job) => async (own: MissionLane) => {
      const dependencies = job.dependencies.map(
        async (id) => (await paidOut.get(id)?.promise) ?? (settings.settled?.get(id) as bigint),
      );
      const jobId = await live(own, job, await own.join(Promise.all(dependencies)), settings);
      paidOut.get(job.id)?.resolve(jobId);
    }),
  );
}

/** @returns the job's id on chain, once it is paid out. */
async function live(
  lane: MissionLane,
  job: Job,
  dependencies: readonly bigint[],
  settings: MissionSettings,
): Promise<bigint> {
  const { cast } = settings;
  const { committeeSize } = bodyTerms(settings.terms);
  const agent = cast.accountOf(job.agent);
  await settings.readyToPost?.(lane, job);
  const jobId = await post(lane, briefOf(job, dependencies, settings));
  const { at } = await assign(lane, jobId, agent, job);
  await lane.until(at + settings.workSecondsOf(job));
  await submit(lane, jobId, agent, settings.resultHashOf(job));
  const closed = await validate(lane, jobId, { cast, committeeSize, ballotOf: APPROVE });
  if (closed.outcome === "inconclusive") await decideByJury(lane, jobId, settings);
  else await settle(lane, jobId, cast, closed);
  return jobId;
}

/** A committee can be refused, where a draw falls on people who cannot cover their seats: then a jury judges the work. */
async function decideByJury(
  lane: MissionLane,
  jobId: bigint,
  { cast, terms }: Pick<MissionSettings, "cast" | "terms">,
): Promise<void> {
  await closeDispute(lane, jobId, cast, { first: APPROVE, terms: bodyTerms(terms), owner: "approve" });
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
