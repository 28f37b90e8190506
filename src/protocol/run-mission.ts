import type { Cast } from "../model/cast.ts";
import type { Job, Plan } from "../model/plan.ts";
import type { JobRun } from "../model/rehearsal.ts";
import { historyOf } from "../records/job-history.ts";
import { jurisdictionLabel } from "../records/job-request.ts";
import type { Driver, MissionLane } from "./driver.ts";
import { assign, type JobBrief, one, type Poster, postStep, settle, submit, validate } from "./lifecycle.ts";
import type { BallotOf } from "./voting.ts";

export interface MissionSettings {
  readonly cast: Cast;
  readonly posterOf: (job: Job) => Poster;
  /** Simulated working time on the virtual clock, seconds. */
  readonly workSecondsOf: (job: Job) => bigint;
  /** 32-byte digest of what the agent hands in. */
  readonly resultHashOf: (job: Job) => string;
  /** What the chain keeps the hash of, to tell plans apart whose ids coincide; by default the job's id. */
  readonly chainIdOf?: (job: Job) => string;
  /** Ids on chain of dependencies that were settled before, by plan id. */
  readonly settled?: ReadonlyMap<string, bigint>;
}

const APPROVE: BallotOf = () => "approve";

/**
 * Takes a plan's jobs through their whole lives: each is posted once the jobs that it depends on are paid out, then
 * assigned, worked on, submitted, validated and settled; independent jobs run beside each other.
 *
 * @returns the runs in plan order.
 */
export async function runMission(driver: Driver, plan: Plan, settings: MissionSettings): Promise<JobRun[]> {
  return driver.weave((lane) => liveAll(lane, plan.jobs, settings));
}

async function liveAll(
  lane: MissionLane,
  jobs: readonly Job[],
  settings: MissionSettings,
): Promise<JobRun[]> {
  const runs = new Map(jobs.map(({ id }) => [id, Promise.withResolvers<JobRun>()]));
  return lane.fork(
    jobs.map((job) => async (own: MissionLane) => {
      const dependencies = job.dependencies.map(async (id) => {
        const run = await runs.get(id)?.promise;
        return run?.history.jobId ?? (settings.settled?.get(id) as bigint);
      });
      const run = await live(own, job, await own.join(Promise.all(dependencies)), settings);
      runs.get(job.id)?.resolve(run);
      return run;
    }),
  );
}

async function live(
  lane: MissionLane,
  job: Job,
  dependencies: readonly bigint[],
  settings: MissionSettings,
): Promise<JobRun> {
  const agent = settings.cast.accountOf(job.agent);
  const post = await one(lane, postStep(briefOf(job, dependencies, settings)));
  const history = historyOf(post);
  const { at } = await assign(lane, history, agent);
  await lane.until(at + settings.workSecondsOf(job));
  await submit(lane, history, agent, settings.resultHashOf(job));
  await validate(lane, history, settings.cast, APPROVE);
  await settle(lane, history, settings.cast);
  return { job, history };
}

function briefOf(job: Job, dependencies: readonly bigint[], settings: MissionSettings): JobBrief {
  return {
    planJobId: settings.chainIdOf?.(job) ?? job.id,
    title: job.title,
    jurisdiction: jurisdictionLabel(job),
    terms: job,
    poster: settings.posterOf(job),
    operator: settings.cast.operator,
    dependencies,
  };
}
