import type { Odds, Pins } from "../model/course.ts";
import { DAY_SECONDS } from "../model/units.ts";
import { attemptsDrawn, type OnFailure } from "./attempts.ts";
import { type DrawnCourse, isTroubled, ROUNDS } from "./drawn-course.ts";

/** Transactions and waits of a job beside its seed's blocks and its judges' votes; each takes a second at most. */
const STEPS = 14;
/** Each member commits and reveals. */
const STEPS_OF_MEMBER = 2;
const JURIES = 1;

export interface TimedJob {
  readonly id: string;
  readonly dependencies: readonly string[];
  readonly deadlineDays: number;
  readonly energyBudget: bigint;
  readonly course: Pins;
  readonly onFailure: OnFailure;
}

export interface TimelineSettings {
  readonly seed: string;
  readonly odds: Odds;
  readonly graceSeconds: number;
  readonly commitSeconds: number;
  readonly revealSeconds: number;
  readonly challengeSeconds: number;
  readonly juryCommitSeconds: number;
  readonly juryRevealSeconds: number;
  readonly rulingSeconds: number;
  readonly committeeSize: number;
  readonly jurySize: number;
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

/** A moment at the earliest and at the latest. */
interface Bounds {
  readonly first: number;
  readonly last: number;
}

/**
 * When each job of a mission runs at the earliest and ends at the latest. The virtual clock runs by the plan and by what is
 * drawn from it, but whom the chain seats decides what comes of a member who is silent or dissents: another committee, a
 * dispute. Only how transactions share blocks adds to it, by one second for each step of any job at most.
 *
 * @param jobs without cycles; dependencies that are no job are passed over
 * @returns a span for each job, in the jobs' order
 */
export function timelineOf(jobs: readonly TimedJob[], settings: TimelineSettings): JobSpan[] {
  const courses = new Map(jobs.map((job) => [job, coursesOf(job, settings)]));
  const slack = [...courses.values()].flat().reduce((sum, course) => sum + stepsOf(course, settings), 0);
  const ends = new Map<string, Bounds>();
  const spans = new Map<TimedJob, JobSpan>();
  for (const job of inOrder(jobs)) {
    const attempts = courses.get(job) as DrawnCourse[];
    const before = job.dependencies.map((id) => ends.get(id) ?? { first: 0, last: 0 });
    const assigned = Math.max(0, ...before.map(({ first }) => first));
    const lastAssigned = Math.max(0, ...before.map(({ last }) => last));
    const { takes, judged } = attemptsWithin(attempts, settings);
    const end = { first: assigned + takes.first, last: lastAssigned + takes.last };
    ends.set(job.id, end);
    spans.set(job, {
      assigned,
      submitted: assigned + (attempts[0]?.workSeconds ?? 0),
      lastSubmitted: end.last - judged.last + slack,
      settled: end.last + slack,
    });
  }
  return jobs.map((job) => spans.get(job) as JobSpan);
}

function coursesOf(job: TimedJob, settings: TimelineSettings): DrawnCourse[] {
  const { id, deadlineDays, energyBudget, course, onFailure } = job;
  const input = {
    ...settings,
    jobId: id,
    deadlineDays,
    deadlineSeconds: deadlineDays * DAY_SECONDS,
    energyBudgetWad: energyBudget,
    pins: course,
  };
  return attemptsDrawn(input, onFailure);
}

/** From the assignment of the first attempt to the settlement of the last, and that one's judging alone. */
function attemptsWithin(
  attempts: readonly DrawnCourse[],
  settings: TimelineSettings,
): { readonly takes: Bounds; readonly judged: Bounds } {
  const judgings = attempts.map((course) => judgedWithin(course, settings));
  const worked = attempts.reduce((sum, { workSeconds }) => sum + workSeconds, 0);
  const takes = {
    first: judgings.reduce((sum, { first }) => sum + first, worked),
    last: judgings.reduce((sum, { last }) => sum + last, worked),
  };
  return { takes, judged: judgings.at(-1) as Bounds };
}

/** From the submission to the settlement: by one committee that nobody contradicts, or by all that there can be. */
function judgedWithin(course: DrawnCourse, settings: TimelineSettings): Bounds {
  const { commitSeconds, revealSeconds, challengeSeconds } = settings;
  const first = commitSeconds + challengeSeconds;
  if (!isTroubled(course)) return { first, last: first };
  const { juryCommitSeconds, juryRevealSeconds, rulingSeconds } = settings;
  const heard = juryCommitSeconds + juryRevealSeconds + Math.max(challengeSeconds, rulingSeconds);
  return { first, last: ROUNDS * (commitSeconds + revealSeconds) + Math.max(challengeSeconds, heard) };
}

function stepsOf(course: DrawnCourse, { committeeSize, jurySize, seedBlocks }: TimelineSettings): number {
  const bodies = (count: number, size: number) => count * (seedBlocks + STEPS_OF_MEMBER * size);
  const [rounds, juries] = isTroubled(course) ? [ROUNDS, JURIES] : [1, 0];
  return STEPS + bodies(rounds, committeeSize) + bodies(juries, jurySize);
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
