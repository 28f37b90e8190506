import type { Conduct, DrawnCourse } from "../economics/drawn-course.ts";
import type { Choice } from "../economics/vote-count.ts";
import type { Account, Cast } from "../model/cast.ts";
import type { Plan } from "../model/plan.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { Ballot } from "../model/votes.ts";
import { bodyTerms } from "../records/settings.ts";
import type { BallotOf } from "../records/vote.ts";
import type { MissionLane } from "./driver.ts";
import { type Closed, closeDispute, openDispute, type Poster, settle, validate } from "./lifecycle.ts";

/** Who stands before the judges of a job. */
export interface Parties {
  readonly cast: Cast;
  /** The plan that fixes the terms of every job. */
  readonly terms: Plan;
  readonly agent: Account;
  /** Null where the employer may not dispute on its own. */
  readonly employer: Poster | null;
}

/**
 * Has a job judged by the course that was drawn for it: a committee, another one where the first finds no quorum, and a jury
 * where somebody disputes the verdict or no committee came to one. Jurors, and the owner in their place, see what is so.
 *
 * @returns what slashed somebody, or may have; the last of them paid the job out.
 */
export async function judgeJob(
  lane: MissionLane,
  jobId: bigint,
  course: DrawnCourse,
  parties: Parties,
): Promise<readonly TransactionRecord[]> {
  const truth: Choice = course.poor ? "reject" : "approve";
  const { cast, terms } = parties;
  const hold = (conducts: readonly Conduct[] | undefined) =>
    validate(lane, jobId, { cast, ...bodyTerms(terms), ballotOf: ballotsOf(conducts, truth) });
  const first = await hold(course.rounds[0]);
  const second = first.challengeEnd === null ? await hold(course.rounds[1]) : null;
  const paid = await settleJob(lane, jobId, second ?? first, { ...course, truth }, parties);
  return [first.record, ...(second ? [second.record] : []), ...paid];
}

async function settleJob(
  lane: MissionLane,
  jobId: bigint,
  closed: Closed,
  course: DrawnCourse & { readonly truth: Choice },
  parties: Parties,
): Promise<TransactionRecord[]> {
  const { cast, terms } = parties;
  const { truth } = course;
  if (closed.outcome !== "inconclusive") {
    const claimant = claimantOf(closed, course, parties);
    if (claimant === null) return settle(lane, jobId, cast, closed);
    await openDispute(lane, jobId, claimant, `evidence on job ${jobId}`);
  }
  return closeDispute(lane, jobId, cast, { first: () => truth, terms: bodyTerms(terms), owner: truth });
}

function ballotsOf(conducts: readonly Conduct[] | undefined, truth: Choice): BallotOf {
  const ballots: Readonly<Record<Conduct, Ballot>> = {
    true: truth,
    dissent: truth === "approve" ? "reject" : "approve",
    silent: "never-reveal",
  };
  return (member) => ballots[conducts?.[member] ?? "true"];
}

/** Whom a verdict goes against: it disputes one that is wrong, and one that is right if that was drawn. */
function claimantOf({ outcome }: Closed, { poor, disputed }: DrawnCourse, parties: Parties): Poster | null {
  const isWrong = (outcome === "approved") === poor;
  if (!isWrong && !disputed) return null;
  return outcome === "approved" ? parties.employer : { from: parties.agent, contract: "JobRegistry" };
}
