import { type CourseJob, endOf, type Hearing } from "../economics/job-course.ts";
import { part, type Shares } from "../economics/shares.ts";
import type { Choice } from "../economics/vote-count.ts";
import type { Cast } from "../model/cast.ts";
import { DECIDERS, DELAY_POLICIES, numberOf, OUTCOMES, wordOf } from "../model/enums.ts";
import type { JobHistory, JobRun } from "../model/layer-run.ts";
import type { Job, Plan } from "../model/plan.ts";
import type { EventRecord } from "../model/record.ts";
import { eventOf, textArg, uintArg } from "../records/events.ts";
import { everyAttempt } from "../records/job-history.ts";
import { bonusCapWei } from "../records/job-request.ts";
import { jobTerms } from "../records/settings.ts";
import { attemptTitle } from "./course-in-words.ts";
import { endText } from "./drills/job-text.ts";
import { courseTerms, endSeen, hearingsHeld, roundsHeld } from "./job-end.ts";

/** An attempt that ended otherwise than the mirrors of the contracts foretell. */
export interface Unforetold {
  readonly job: string;
  readonly expected: string;
  readonly happened: string;
}

const NOBODY = /^0x0{40}$/;
const SHARES = ["agentsBps", "validatorsBps", "operatorsBps", "employersBps"] as const;

/**
 * Holds the end of each attempt against the mirrors, to the wei: what it pays follows from what stood when it was taken, and
 * from how people voted.
 *
 * @param national the plan that fixes the terms of every job.
 */
export function unforetold(runs: readonly JobRun[], national: Plan, cast: Cast): Unforetold[] {
  const terms = courseTerms(jobTerms(national, cast.treasury.address));
  return everyAttempt(runs).flatMap((run) => {
    const { job, history } = run;
    if (history.validate.length === 0) return [];
    const course = {
      kind: "judged" as const,
      rounds: roundsHeld(history),
      hearings: hearingsOf(history),
      owner: rulingOf(history),
    };
    const expected = endText(endOf(courseJob(job, history, cast), terms, course), cast);
    const happened = endText(endSeen(history), cast);
    return expected === happened ? [] : [{ job: attemptTitle(run), expected, happened }];
  });
}

/** The job as it stood when its agent had taken it; its bonus as lateness left it. */
function courseJob(job: Job, { post, apply }: JobHistory, cast: Cast): CourseJob {
  const created = eventOf(post[0], "JobCreated").args;
  const assigned = eventOf(apply[0], "JobAssigned").args;
  const doubled = apply
    .flatMap(({ events }) => events)
    .find(({ name, args }) => name === "DelayPolicyTriggered" && uintArg(args, "policy") === DOUBLE);
  const shares = created.shares as EventRecord["args"];
  return {
    employer: textArg(created, "employer"),
    agent: textArg(assigned, "agent"),
    operator: cast.operator.address,
    rewardWei: job.rewardWei,
    bonusWei: doubled ? uintArg(doubled.args, "afterValue") : part(job.rewardWei, job.validatorBonusBps),
    bonusCapWei: bonusCapWei(job),
    agentStakeWei: uintArg(assigned, "stakeWei"),
    shares: SHARES.map((name) => uintArg(shares, name)) as unknown as Shares,
  };
}

const DOUBLE = BigInt(numberOf(DELAY_POLICIES, "double-validator-bonus"));

function hearingsOf(history: JobHistory): Hearing[] {
  const opened = [...history.validate, ...history.dispute]
    .flatMap(({ events }) => events)
    .filter(({ name }) => name === "HearingOpened");
  return hearingsHeld(history).map((jury, index) => {
    const claimant = textArg((opened[index] as EventRecord).args, "claimant");
    return { claimant: NOBODY.test(claimant) ? null : claimant, jury };
  });
}

/** How the owner ruled, if it did. */
function rulingOf({ finalize }: JobHistory): Choice | null {
  const finalized = eventOf(finalize.at(-1), "JobFinalized").args;
  if (wordOf(DECIDERS, uintArg(finalized, "decidedBy")) !== "owner") return null;
  return wordOf(OUTCOMES, uintArg(finalized, "outcome")) === "approved" ? "approve" : "reject";
}
