import type { Account } from "../chain/accounts.ts";
import type { Job, Plan } from "../model/plan.ts";
import type { Cast } from "./cast.ts";
import { personAt, principal } from "./cast.ts";
import type { Driver, MissionLane } from "./driver.ts";
import { assign, historyOf, type JobBrief, type JobHistory, postStep, settle, submit, validate } from "./lifecycle.ts";
import type { BallotOf } from "./voting.ts";

/** One job of a plan on its way through the chain. */
export interface JobRun {
  readonly job: Job;
  readonly history: JobHistory;
}

export interface MissionSettings {
  readonly cast: Cast;
  readonly employerOf: (job: Job) => Account;
  /** Simulated working time on the virtual clock, seconds. */
  readonly workSecondsOf: (job: Job) => bigint;
  /** 32-byte digest of what the agent hands in. */
  readonly resultHashOf: (job: Job) => string;
}

const APPROVE: BallotOf = () => "approve";

/**
 * Takes a plan's jobs through their whole lives, each as soon as the jobs that it depends on are paid out: posts
 * all, then assigns, works, submits, validates and settles, with independent jobs beside each other.
 *
 * @returns the runs in plan order.
 */
export async function runMission(driver: Driver, plan: Plan, settings: MissionSettings): Promise<JobRun[]> {
  const runs = await postAll(driver, plan, settings);
  await driver.weave((lane) => liveAll(lane, runs, settings));
  return plan.jobs.map((job) => runs.get(job.id) as JobRun);
}

/** Posts in an order in which dependencies come first, so that ids on chain can be told before they are mined. */
async function postAll(driver: Driver, plan: Plan, settings: MissionSettings): Promise<Map<string, JobRun>> {
  const byId = new Map(plan.jobs.map((job) => [job.id, job]));
  const jobs = plan.schedule.waves.flat().map((id) => byId.get(id) as Job);
  const [count] = await driver.read([{ contract: "JobRegistry", function: "jobCount", args: [] }]);
  const firstId = (count?.[0] as bigint) + 1n;
  const idOf = new Map(jobs.map((job, index) => [job.id, firstId + BigInt(index)]));
  const records = await driver.mine({
    steps: jobs.map((job) => postStep(briefOf(job, settings, idOf))),
  });
  return new Map(
    records.map((record, index) => {
      const job = jobs[index] as Job;
      return [job.id, { job, history: historyOf(record) }];
    }),
  );
}

async function liveAll(
  lane: MissionLane,
  runs: ReadonlyMap<string, JobRun>,
  settings: MissionSettings,
): Promise<void> {
  const settled = new Map([...runs.keys()].map((id) => [id, Promise.withResolvers<void>()]));
  await lane.fork(
    [...runs.values()].map((run) => async (own: MissionLane) => {
      await own.join(Promise.all(run.job.dependencies.map((id) => settled.get(id)?.promise)));
      await live(own, run, settings);
      settled.get(run.job.id)?.resolve();
    }),
  );
}

async function live(lane: MissionLane, { job, history }: JobRun, settings: MissionSettings): Promise<void> {
  const agent = principal(job.agent);
  const { at } = await assign(lane, history, agent);
  await lane.until(at + settings.workSecondsOf(job));
  await submit(lane, history, agent, settings.resultHashOf(job));
  await validate(lane, history, settings.cast, APPROVE);
  await settle(lane, history, settings.cast);
}

function briefOf(job: Job, settings: MissionSettings, idOf: ReadonlyMap<string, bigint>): JobBrief {
  return {
    planJobId: job.id,
    title: job.title,
    jurisdiction: `${job.jurisdiction.kind}:${job.jurisdiction.name}`,
    terms: job,
    employer: settings.employerOf(job),
    agent: personAt(settings.cast, principal(job.agent).address).account,
    operator: settings.cast.operator,
    dependencies: job.dependencies.map((id) => idOf.get(id) as bigint),
  };
}
