import { DAY_SECONDS } from "../model/units.ts";
import { workSeconds } from "./work-time.ts";

/** Transactions and waits of a job beside its seed's blocks and its committee's votes; each takes a second at most. */
const STEPS = 10;
/** Each member commits and reveals. */
const STEPS_OF_MEMBER = 2;

export interface TimedJob {
  readonly id: string;
  readonly dependencies: readonly string[];
  readonly deadlineDays: number;
  readonly energyBudget: bigint;
}

export interface TimelineSettings {
  readonly seed: string;
  readonly commitSeconds: number;
  readonly challengeSeconds: number;
  readonly committeeSize: number;
  readonly seedBlocks: number;
}

/** When stakes may be locked for a job, in seconds from the first job's assignment. */
export interface JobSpan {
  /** The earliest assignment: its agent's stake is locked from here. */
  readonly assigned: number;
  /** The earliest submission: its committee's stakes are locked soon after. */
  readonly submitted: number;
  /** The latest settlement, when everything is released. */
  readonly settled: number;
  /** The latest submission: by then its committee is about to be drawn. */
  readonly lastSubmitted: number;
}

/**
 * When each job of a mission runs at the earliest and ends at the latest. The virtual clock runs by the plan alone; only
 * how transactions share blocks adds to it, by one second for each step of any job at most.
 *
 * @param jobs without cycles; dependencies that are no job are passed over
 * @returns a span for each job, in the jobs' order
 */
export function timelineOf(jobs: readonly TimedJob[], settings: TimelineSettings): JobSpan[] {
  const { committeeSize, seedBlocks } = settings;
  const slack = jobs.length * (STEPS + seedBlocks + STEPS_OF_MEMBER * committeeSize);
  const judged = settings.commitSeconds + settings.challengeSeconds;
  const ends = new Map<string, number>();
  const spans = new Map<TimedJob, JobSpan>();
  for (const job of inOrder(jobs)) {
    const assigned = Math.max(0, ...job.dependencies.map((id) => ends.get(id) ?? 0));
    const submitted = assigned + workSecondsOf(job, settings.seed);
    ends.set(job.id, submitted + judged);
    spans.set(job, {
      assigned,
      submitted,
      lastSubmitted: submitted + slack,
      settled: submitted + judged + slack,
    });
  }
  return jobs.map((job) => spans.get(job) as JobSpan);
}

function workSecondsOf({ id, deadlineDays, energyBudget }: TimedJob, seed: string): number {
  const deadlineSeconds = deadlineDays * DAY_SECONDS;
  return workSeconds({ jobId: id, seed, deadlineDays, deadlineSeconds, energyBudgetWad: energyBudget });
}

/** Jobs after those that they depend on. */
function inOrder(jobs: readonly TimedJob[]): TimedJob[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const order = new Set<TimedJob>();
  for (const first of jobs) {
    const path = [first];
    for (let job = path.at(-1); job !== undefined; job = path.at(-1)) {
      const open = job.dependencies
        .map((id) => byId.get(id))
        .find((dependency) => dependency && !order.has(dependency));
      if (open && !order.has(job)) path.push(open);
      else {
        order.add(job);
        path.pop();
      }
    }
  }
  return [...order];
}
