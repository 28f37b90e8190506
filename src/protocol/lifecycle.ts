import { part } from "../economics/shares.ts";
import type { Account, Cast } from "../model/cast.ts";
import { DELAY_POLICIES, numberOf, type Outcome } from "../model/enums.ts";
import type { Job } from "../model/plan.ts";
import type { Read, TransactionRecord } from "../model/record.ts";
import type { JobHistory } from "../model/rehearsal.ts";
import type { Handshake } from "../model/votes.ts";
import { eventOf, outcomeOf, uintArg } from "../records/events.ts";
import { bonusCapWei, textDigest } from "../records/job-request.ts";
import { ACTIVE_TIME, untilActive } from "./active-time.ts";
import type { MissionLane, Step } from "./driver.ts";
import { ruleByOwner } from "./ruling.ts";
import { type BallotOf, CHOICES, COMMITTEE, collectVotes, JURY } from "./voting.ts";

export interface JobBrief {
  readonly planJobId: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly terms: Pick<
    Job,
    "rewardWei" | "deadlineSeconds" | "validatorBonusBps" | "validatorBonusCapBps" | "adjustmentOnDelay"
  >;
  readonly poster: Poster;
  readonly operator: Account;
  /** Ids on chain. */
  readonly dependencies: readonly bigint[];
}

/** Who sends `createJob`, and to which contract: the registry itself, or an executor that employs for a region. */
export interface Poster {
  readonly from: Account;
  readonly contract: string;
}

/** The transaction that posts a job. */
export function postStep(brief: JobBrief): Step {
  const { terms } = brief;
  const request = {
    planJobId: textDigest(brief.planJobId),
    specHash: textDigest(`${brief.planJobId}\n${brief.title}`),
    jurisdiction: textDigest(brief.jurisdiction),
    operator: brief.operator.address,
    rewardWei: terms.rewardWei,
    validatorBonusWei: part(terms.rewardWei, terms.validatorBonusBps),
    validatorBonusCapWei: bonusCapWei(terms),
    deadlineSeconds: terms.deadlineSeconds,
    delayPolicy: numberOf(DELAY_POLICIES, terms.adjustmentOnDelay),
    dependencies: brief.dependencies,
  };
  return { ...brief.poster, function: "createJob", args: [request] };
}

/** The agent takes the job. @returns the soft and the hard deadline, active time. */
export async function assign(
  lane: MissionLane,
  history: JobHistory,
  agent: Account,
): Promise<{ deadline: bigint; hardDeadline: bigint; at: bigint }> {
  const record = await one(lane, registry(agent, "applyForJob", history.jobId));
  history.apply.push(record);
  const { args } = eventOf(record, "JobAssigned");
  return {
    deadline: uintArg(args, "deadline"),
    hardDeadline: uintArg(args, "hardDeadline"),
    at: BigInt(record.timestamp),
  };
}

/** The agent hands in the digest of its result. */
export async function submit(
  lane: MissionLane,
  history: JobHistory,
  agent: Account,
  resultHash: string,
): Promise<void> {
  history.submit.push(await one(lane, registry(agent, "submitResult", history.jobId, resultHash)));
}

/**
 * One whole round: draw, commit, reveal, close.
 *
 * @returns the round's outcome; a first round that is inconclusive is followed by a second one.
 */
export async function validate(
  lane: MissionLane,
  history: JobHistory,
  cast: Cast,
  ballotOf: BallotOf,
): Promise<Outcome> {
  await collectVotes(
    lane,
    COMMITTEE,
    { cast, jobId: history.jobId, ballotOf },
    history.validate,
    history.handshakes,
  );
  const close = await one(lane, registry(cast.operator, "closeValidation", history.jobId), ACTIVE_TIME);
  history.validate.push(close);
  return outcomeOf(eventOf(close, "RoundClosed"));
}

/** Waits out the challenge window of a judged job and pays out. */
export async function settle(lane: MissionLane, history: JobHistory, cast: Cast): Promise<void> {
  const closed = eventOf(history.validate.at(-1), "ValidationClosed");
  await untilActive(lane, uintArg(closed.args, "challengeEnd"));
  history.finalize.push(await one(lane, registry(cast.operator, "finalize", history.jobId)));
}

/** Disputes the verdict of a judged job. */
export async function openDispute(
  lane: MissionLane,
  history: JobHistory,
  claimant: Account,
  evidence: string,
): Promise<void> {
  const step = registry(claimant, "raiseDispute", history.jobId, textDigest(evidence));
  history.dispute.push(await one(lane, step));
}

/** Has a jury decide a disputed job, or the owner where none can be had or it decides nothing, and pays out by the ruling. */
export async function closeDispute(
  lane: MissionLane,
  history: JobHistory,
  cast: Cast,
  by: {
    readonly ballotOf: BallotOf;
    readonly isHung: (votes: readonly Handshake[]) => boolean;
    readonly owner: "approve" | "reject";
  },
): Promise<void> {
  const { jobId } = history;
  const votes: Handshake[] = [];
  const vote = { cast, jobId, ballotOf: by.ballotOf };
  const { address } = await collectVotes(lane, JURY, vote, history.dispute, votes);
  history.handshakes.push(...votes);
  if (by.isHung(votes)) {
    const ruling = { jobId, module: address, outcome: CHOICES[by.owner] };
    history.dispute.push(...(await ruleByOwner(lane, cast.owner, ruling)));
  }
  history.finalize.push(await one(lane, registry(cast.operator, "finalize", jobId)));
}

/** Ends a job whose hard deadline has passed. */
export async function expire(lane: MissionLane, history: JobHistory, cast: Cast): Promise<void> {
  history.finalize.push(await one(lane, registry(cast.operator, "expire", history.jobId)));
}

/** One call of JobRegistry about one job. */
function registry(from: Account, name: string, jobId: bigint, ...args: unknown[]): Step {
  return { from, contract: "JobRegistry", function: name, args: [jobId, ...args] };
}

/** Sends one step as soon as possible. */
export async function one(
  lane: MissionLane,
  step: Step,
  foreseen: readonly Read[] = [],
): Promise<TransactionRecord> {
  const [record] = await lane.send([step], "next", foreseen);
  return record as TransactionRecord;
}
