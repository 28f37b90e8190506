import { HEARINGS } from "../economics/course-time.ts";
import { part } from "../economics/shares.ts";
import { dearestStakeWei } from "../economics/stake-scaling.ts";
import { juryVerdict } from "../economics/vote-count.ts";
import type { Account, Cast } from "../model/cast.ts";
import { DELAY_POLICIES, numberOf, type Outcome } from "../model/enums.ts";
import type { Job } from "../model/plan.ts";
import type { Read, TransactionRecord } from "../model/record.ts";
import { eventOf, outcomeOf, uintArg } from "../records/events.ts";
import { bonusCapWei, textDigest } from "../records/job-request.ts";
import type { BodyTerms } from "../records/settings.ts";
import { type BallotOf, CHOICES, COMMITTEE, countedVote, JURY } from "../records/vote.ts";
import { ACTIVE_TIME, untilActive } from "./active-time.ts";
import type { MissionLane, Step } from "./driver.ts";
import {
  closeValidationGas,
  committeeDrawGas,
  type Judged,
  jurorPartGas,
  jurorParts,
  juryDrawGas,
  settlementGas,
} from "./jury-gas.ts";
import { ruleByOwner } from "./ruling.ts";
import { collectVotes, pendingVote } from "./voting.ts";

export interface JobBrief {
  readonly planJobId: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly terms: Pick<
    Job,
    "rewardWei" | "deadlineSeconds" | "validatorBonusBps" | "validatorBonusCapBps" | "adjustmentOnDelay"
  >;
  /** What its employer agrees to pay at most, wei. */
  readonly maxCostWei: bigint;
  readonly poster: Poster;
  readonly operator: Account;
  /** Ids on chain. */
  readonly dependencies: readonly bigint[];
}

/** Who calls for an employer, and which contract: the registry itself, or an executor that employs for a region. */
export interface Poster {
  readonly from: Account;
  readonly contract: string;
}

/** The transaction that posts a job. What an executor pays at most is what its region may spend. */
export function postStep(brief: JobBrief): Step {
  const isOwn = brief.poster.contract === "JobRegistry";
  const request = requestOf(brief);
  return { ...brief.poster, function: "createJob", args: isOwn ? [request, brief.maxCostWei] : [request] };
}

function requestOf({ terms, ...brief }: JobBrief) {
  return {
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
}

/** Has a job done again; it keeps its dependencies. @returns the attempt's own id on chain. */
export async function reopen(lane: MissionLane, jobId: bigint, brief: JobBrief): Promise<bigint> {
  const isOwn = brief.poster.contract === "JobRegistry";
  const request = requestOf({ ...brief, dependencies: [] });
  const args = isOwn ? [jobId, request, brief.maxCostWei] : [jobId, request];
  const record = await one(lane, { ...brief.poster, function: "reopenJob", args });
  return uintArg(eventOf(record, "JobCreated").args, "jobId");
}

/** Posts a job. @returns its id on chain. */
export async function post(lane: MissionLane, brief: JobBrief): Promise<bigint> {
  const record = await one(lane, postStep(brief));
  return uintArg(eventOf(record, "JobCreated").args, "jobId");
}

/** The agent takes the job, however cold it has become. @returns the soft and the hard deadline, active time. */
export async function assign(
  lane: MissionLane,
  jobId: bigint,
  agent: Account,
  { agentStakeWei }: Pick<Job, "agentStakeWei">,
): Promise<{ deadline: bigint; hardDeadline: bigint; at: bigint }> {
  const record = await one(lane, registry(agent, "applyForJob", jobId, dearestStakeWei(agentStakeWei)));
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
  jobId: bigint,
  agent: Account,
  resultHash: string,
): Promise<void> {
  await one(lane, registry(agent, "submitResult", jobId, resultHash), [pendingVote(COMMITTEE, jobId)]);
}

/** What a committee's round came to. */
export interface Closed {
  readonly outcome: Outcome;
  /** Until when the verdict can be disputed, active time; 0 where a jury has to decide, `null` where another round follows. */
  readonly challengeEnd: bigint | null;
  /** How many accounts voted: each of them can be slashed in the end. */
  readonly members: number;
  /** What closed it, and slashed who was silent. */
  readonly record: TransactionRecord;
}

/** Who votes in a round, and how. */
export interface Round extends Pick<BodyTerms, "committeeSize"> {
  readonly cast: Cast;
  readonly ballotOf: BallotOf;
}

/** One whole round: draw, commit, reveal, close. A first round that is inconclusive is followed by a second one. */
export async function validate(
  lane: MissionLane,
  jobId: bigint,
  { cast, committeeSize, ballotOf }: Round,
): Promise<Closed> {
  const accounts = cast.people.length;
  const drawGas = committeeDrawGas({ committeeSize, accounts });
  const { votes } = await collectVotes(lane, COMMITTEE, { cast, jobId, ballotOf, drawGas });
  const members = votes.length;
  const gasLimit = closeValidationGas({ members, accounts });
  const close = await one(
    lane,
    { ...registry(cast.operator, "closeValidation", jobId), gasLimit },
    ACTIVE_TIME,
  );
  const judged = close.events.find(({ name }) => name === "ValidationClosed");
  return {
    outcome: outcomeOf(eventOf(close, "RoundClosed")),
    challengeEnd: judged === undefined ? null : uintArg(judged.args, "challengeEnd"),
    members,
    record: close,
  };
}

/** Waits out the challenge window of a judged job and pays out. @returns what paid it out, its last record. */
export async function settle(
  lane: MissionLane,
  jobId: bigint,
  cast: Cast,
  { challengeEnd, members }: Pick<Closed, "challengeEnd" | "members">,
): Promise<TransactionRecord[]> {
  if (challengeEnd === null) throw new Error(`job ${jobId} is not judged yet`);
  await untilActive(lane, challengeEnd);
  return payOut(lane, jobId, cast.operator, { members, jurors: 0, accounts: cast.people.length });
}

/** Disputes the verdict of a judged job. @param claimant a region's employer does it through its executor. */
export async function openDispute(
  lane: MissionLane,
  jobId: bigint,
  claimant: Poster,
  evidence: string,
): Promise<void> {
  const step = { ...claimant, function: "raiseDispute", args: [jobId, textDigest(evidence)] };
  await one(lane, step, [pendingVote(JURY, jobId)]);
}

/** One hearing of a dispute as a rehearsal has it. */
export interface HearingPlan {
  readonly claimant: Account;
  /** The verdict that its claimant appeals against; whom a verdict went for cannot. */
  readonly against: "approved" | "rejected";
  readonly ballotOf: BallotOf;
}

/**
 * Has juries decide a disputed job, one after the other as long as somebody appeals, or the owner where none can be had or
 * one decides nothing, and pays out by the ruling.
 *
 * @param by.first how the first jury votes.
 * @param by.appeals who appeals against the jury before if that went against it, and how the next one votes.
 * @returns what slashed its jurors and paid it out, the latter last.
 */
export async function closeDispute(
  lane: MissionLane,
  jobId: bigint,
  cast: Cast,
  by: {
    readonly first: BallotOf;
    readonly appeals?: readonly HearingPlan[];
    readonly terms: BodyTerms;
    readonly owner: "approve" | "reject";
  },
): Promise<TransactionRecord[]> {
  const { appeals = [], terms } = by;
  const accounts = cast.people.length;
  let [heard, jurors] = [0, 0];
  for (const [index, ballotOf] of [by.first, ...appeals.map((hearing) => hearing.ballotOf)].entries()) {
    const drawGas = juryDrawGas({ ...terms, accounts }, terms.jurySize, ++heard);
    const { module, votes, windows } = await collectVotes(lane, JURY, { cast, jobId, ballotOf, drawGas });
    jurors += votes.length;
    const verdict = juryVerdict(votes.map(countedVote));
    if (verdict === "inconclusive") {
      await ruleByOwner(lane, cast.owner, { jobId, module, outcome: CHOICES[by.owner] });
      break;
    }
    const next = appeals[index];
    if (next?.against !== verdict) {
      if (heard < HEARINGS) await untilActive(lane, uintArg(windows, "appealEnd"));
      break;
    }
    await appeal(lane, jobId, next.claimant);
  }
  return payOut(lane, jobId, cast.operator, { members: terms.committeeSize, jurors, accounts });
}

/** Settles as many jurors before the rest as one transaction could not settle with it. @returns all that slashed or paid. */
async function payOut(
  lane: MissionLane,
  jobId: bigint,
  from: Account,
  judged: Judged,
): Promise<TransactionRecord[]> {
  const parts = jurorParts(judged);
  if (parts.length > 0) {
    await one(lane, { from, contract: "DisputeModule", function: "concludeDispute", args: [jobId] });
  }
  const settled: TransactionRecord[] = [];
  let left = judged.jurors;
  for (const part of parts) {
    const gasLimit = jurorPartGas(judged, part);
    const args = [jobId, BigInt(part)];
    const step = { from, contract: "JurySettlement", function: "settleJurors", args, gasLimit };
    settled.push(await one(lane, step));
    left -= part;
  }
  settled.push(
    await one(lane, { ...registry(from, "finalize", jobId), gasLimit: settlementGas(judged, left) }),
  );
  return settled;
}

/** Appeals against a jury's verdict. */
async function appeal(lane: MissionLane, jobId: bigint, claimant: Account): Promise<void> {
  const evidenceHash = textDigest(`appeal on job ${jobId}`);
  await one(lane, registry(claimant, "appeal", jobId, evidenceHash), [pendingVote(JURY, jobId)]);
}

/** Ends a job whose hard deadline has passed. */
export async function expire(lane: MissionLane, jobId: bigint, cast: Cast): Promise<void> {
  await one(lane, registry(cast.operator, "expire", jobId));
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
