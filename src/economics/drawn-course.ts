import type { Odds, Pins } from "../model/course.ts";
import type { Job, Plan } from "../model/plan.ts";
import { BPS } from "../model/units.ts";
import { drawnBelow } from "./chance.ts";
import { lateSeconds, WORK_FORMULA, type WorkTimeInput, workSeconds } from "./work-time.ts";

/** How {@link drawCourse} makes up what nobody does; in receipts, beside what was drawn. */
export const COURSE_FORMULA = `workSeconds: ${WORK_FORMULA}; of all else each is so if h mod 10000 is below its odds of chain.odds, for the first eight bytes h of SHA-256("omnisovereign/course/1\\n" + seed + "\\n" + job id + "\\n" + attempt + "\\n" + what), where what is late, poor or disputed, or silent or dissent with a space, the committee's round, a dot and the member's place in the draw; jobs[].course says it instead where it is given, of the first attempt`;

/** A committee may be drawn twice for one attempt. */
export const ROUNDS = 2;

/** What a member of a committee does: says what is so, says the contrary, or commits and never reveals. */
export type Conduct = "true" | "dissent" | "silent";

/** What happens to one attempt at a job, as far as people and not the chain decide it. */
export interface DrawnCourse {
  /** From assignment to submission, seconds. */
  readonly workSeconds: number;
  readonly late: boolean;
  /** Whether what is handed in deserves to be rejected. */
  readonly poor: boolean;
  /** Of each round what each member does, by its place in the draw; as many as a committee has seats. */
  readonly rounds: readonly (readonly Conduct[])[];
  /** Whether whom the verdict goes against disputes it although it is right. */
  readonly disputed: boolean;
}

/** What a course is drawn from. */
export interface CourseInput extends WorkTimeInput {
  readonly odds: Odds;
  readonly pins: Pins;
  readonly graceSeconds: number;
  readonly committeeSize: number;
}

/** What the course of a job of a plan is drawn from. */
export function courseInput({ chain, protocol }: Pick<Plan, "chain" | "protocol">, job: Job): CourseInput {
  return {
    ...job,
    jobId: job.id,
    seed: chain.seed,
    odds: chain.odds,
    pins: job.course,
    graceSeconds: protocol.windows.graceSeconds,
    committeeSize: protocol.committee.size,
  };
}

/** What happens to a job of a plan; see {@link drawCourse}. */
export function courseOf(plan: Pick<Plan, "chain" | "protocol">, job: Job, attempt = 1): DrawnCourse {
  return drawCourse(courseInput(plan, job), attempt);
}

/**
 * Draws what happens to one attempt at a job, by {@link COURSE_FORMULA}. The same seed gives the same course, another one
 * another, whatever else the plan says.
 *
 * @param attempt from 1
 */
export function drawCourse(input: CourseInput, attempt = 1): DrawnCourse {
  const { odds, committeeSize } = input;
  const isFirst = attempt === 1;
  const pins = isFirst ? input.pins : {};
  const work = isFirst ? input : { ...input, jobId: `${input.jobId}\n${attempt}` };
  // What has no odds, which is most where a plan asks for none, needs no draw.
  const happens = (oddsBps: number, what: string) =>
    oddsBps > 0 &&
    drawnBelow(BPS, "course", [input.seed, input.jobId, String(attempt), what]) < BigInt(oddsBps);
  const late = pins.late ?? happens(odds.lateBps, "late");
  const conductOf = (round: number, member: number): Conduct => {
    const place = `${round}.${member}`;
    const silent =
      pins.silent === undefined ? happens(odds.silentBps, `silent ${place}`) : member <= pins.silent;
    if (silent) return "silent";
    const last = (pins.silent ?? 0) + (pins.dissent ?? 0);
    const dissents =
      pins.dissent === undefined ? happens(odds.dissentBps, `dissent ${place}`) : member <= last;
    return dissents ? "dissent" : "true";
  };
  return {
    workSeconds: late ? lateSeconds(work, input.graceSeconds) : workSeconds(work),
    late,
    poor: pins.poor ?? happens(odds.poorBps, "poor"),
    rounds: Array.from({ length: ROUNDS }, (_, round) =>
      Array.from({ length: committeeSize }, (_, member) => conductOf(round + 1, member + 1)),
    ),
    disputed: pins.disputed ?? happens(odds.disputeBps, "disputed"),
  };
}

/** Whether a committee may come to something else than a verdict that is right and that nobody disputes. */
export function isTroubled({ rounds, disputed }: Pick<DrawnCourse, "rounds" | "disputed">): boolean {
  return disputed || rounds.flat().some((conduct) => conduct !== "true");
}
