import { type Conduct, courseOf, type DrawnCourse } from "../economics/drawn-course.ts";
import { DELAY_POLICIES, wordOf } from "../model/enums.ts";
import type { ReportedCourse } from "../model/layer-report.ts";
import type { JobRun } from "../model/layer-run.ts";
import type { DelayAdjustment, Job, Plan } from "../model/plan.ts";
import type { TransactionRecord } from "../model/record.ts";
import { DAY_SECONDS } from "../model/units.ts";
import { eventOf, outcomeOf, textArg, uintArg } from "../records/events.ts";
import { everyAttempt } from "../records/job-history.ts";
import { counted } from "../support/text.ts";
import { movedValue } from "./moved-value.ts";
import { notPosted } from "./receipt.ts";

const CONDUCTS: Readonly<Record<Exclude<Conduct, "true">, string>> = {
  dissent: "votes for the contrary of what is so",
  silent: "commits and never reveals",
};
const TENTHS = 10;

/** What was drawn for each attempt at these jobs, beside what the chain made of it; and which jobs nobody posted. */
export function reportedCourses(plan: Plan, runs: readonly JobRun[]): ReportedCourse[] {
  const tried = everyAttempt(runs).map((run) => {
    const course = courseOf(plan, run.job, run.attempt);
    const drawn = drawnInWords(course, run.job) ?? "all goes to plan";
    const came = [cameInWords(run), ...vainInWords(course, run.history.validate)].join("; ");
    return { id: attemptTitle(run), isPosted: true, drawn, came };
  });
  const left = notPosted(plan, runs).map(({ id, waitsFor }) => ({
    id,
    isPosted: false,
    drawn: "nothing",
    came: `not posted: it waits for ${waitsFor.join(", ")}`,
  }));
  return [...tried, ...left];
}

/** A job's id, with the attempt that it is about unless it is the first. */
export function attemptTitle({ job, attempt }: Pick<JobRun, "job" | "attempt">): string {
  return attempt === 1 ? job.id : `${job.id}, attempt ${attempt}`;
}

/** What of a course does not go to plan; `null` if all does. */
export function drawnInWords(
  course: DrawnCourse,
  { deadlineSeconds }: Pick<Job, "deadlineSeconds">,
): string | null {
  const { late, poor, rounds, disputed, workSeconds } = course;
  const said = [
    ...(late ? [`the work ends ${inDays(workSeconds - deadlineSeconds)} past its deadline`] : []),
    ...(poor ? ["the result deserves to be rejected"] : []),
    ...rounds.flatMap((conducts, round) =>
      conducts.flatMap((conduct, member) => misdeed(conduct, member, round)),
    ),
    ...(disputed ? ["a verdict that is right is disputed"] : []),
  ];
  return said.length === 0 ? null : said.join("; ");
}

function misdeed(conduct: Conduct, member: number, round: number): string[] {
  if (conduct === "true") return [];
  const committee = round === 0 ? "the committee" : "a second committee";
  return [`member ${member + 1} of ${committee} ${CONDUCTS[conduct]}`];
}

/** What was drawn of members that nobody sat as: a committee may have fewer people than seats, and a second one is rare. */
export function vainInWords(
  { rounds }: Pick<DrawnCourse, "rounds">,
  validate: readonly TransactionRecord[],
): string[] {
  const committees = validate.flatMap(({ events }) => events.filter(({ name }) => name === "CommitteeDrawn"));
  return rounds.flatMap((conducts, round) => {
    const drawn = conducts.flatMap((conduct, member) => (conduct === "true" ? [] : [member + 1]));
    if (drawn.length === 0) return [];
    const sat = committees[round]?.args.members;
    if (!Array.isArray(sat)) return [round === 0 ? "no committee sat" : "no second committee sat"];
    const vain = drawn.filter((member) => member > sat.length);
    return vain.map(
      (member) => `${counted(sat.length, "person", "people")} had all seats, nobody was member ${member}`,
    );
  });
}

/** To a tenth of a day, rounding down. */
function inDays(seconds: number): string {
  const tenths = Math.floor((seconds * TENTHS) / DAY_SECONDS);
  return `${Math.floor(tenths / TENTHS)}.${tenths % TENTHS} days`;
}

/** By the events alone. */
function cameInWords({ history }: JobRun): string {
  const { apply, validate, dispute, finalize, restake } = history;
  const said = [
    ...apply.flatMap(policyInWords),
    ...validate.flatMap(roundInWords),
    ...[...validate, ...dispute].flatMap(hearingInWords),
    ...(restake.length === 0 ? [] : [`${counted(restake.length, "stake")} slashed and made up for`]),
    outcomeInWords(finalize.at(-1)),
  ];
  return said.join("; ");
}

function policyInWords({ function: name, error, events }: TransactionRecord): string[] {
  if (!name?.startsWith("trigger")) return [];
  if (error !== undefined) return [`its delay policy is refused with ${error}`];
  return events
    .filter((event) => event.name === "DelayPolicyTriggered")
    .map(({ args }) => {
      const policy = wordOf(DELAY_POLICIES, uintArg(args, "policy")) as DelayAdjustment;
      const [from, to] = [uintArg(args, "beforeValue"), uintArg(args, "afterValue")];
      return `${policy} moves ${movedValue(policy, from)} to ${movedValue(policy, to)}`;
    });
}

function roundInWords({ events }: TransactionRecord): string[] {
  const refused = events.some(({ name }) => name === "CommitteeRefused");
  const closed = events.find(({ name }) => name === "RoundClosed");
  if (refused) return ["the committee is refused"];
  if (closed === undefined) return [];
  const [seats, revealed, approved] = ["seats", "revealedSeats", "approvedSeats"].map((name) =>
    textArg(closed.args, name),
  );
  return [`${approved} of ${revealed} revealed seats approve, of ${seats} drawn: ${outcomeOf(closed)}`];
}

function hearingInWords({ events }: TransactionRecord): string[] {
  const opened = events.find(({ name }) => name === "HearingOpened");
  if (opened === undefined) return [];
  return [uintArg(opened.args, "bondWei") === 0n ? "a jury has to decide" : "the verdict is disputed"];
}

function outcomeInWords(finalized: TransactionRecord | undefined): string {
  return finalized === undefined ? "open" : `ends ${outcomeOf(eventOf(finalized, "JobFinalized"))}`;
}
