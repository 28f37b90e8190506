import {
  type Course,
  type CourseEnd,
  type CourseJob,
  type CourseTerms,
  endOf,
} from "../../economics/job-course.ts";
import { part, partUp, type Shares } from "../../economics/shares.ts";
import { scaledStakeWei } from "../../economics/stake-scaling.ts";
import { type Ballot, type Choice, juryVerdict } from "../../economics/vote-count.ts";
import type { DrillResult } from "../../model/drill.ts";
import { DECIDERS, ROLE, wordOf } from "../../model/enums.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { JobHistory } from "../../model/rehearsal.ts";
import type { Handshake } from "../../model/votes.ts";
import { personAt } from "../../records/casting.ts";
import { eventOf, outcomeOf, textArg, uintArg } from "../../records/events.ts";
import { historyOf, paymentsOfJob, transactionsOf } from "../../records/job-history.ts";
import { bonusCapWei, jurisdictionLabel, textDigest } from "../../records/job-request.ts";
import { jobTerms } from "../../records/settings.ts";
import { untilActive } from "../active-time.ts";
import type { MissionLane, Step } from "../driver.ts";
import {
  assign,
  closeDispute,
  expire,
  openDispute,
  postStep,
  settle,
  submit,
  validate,
} from "../lifecycle.ts";
import type { BallotOf } from "../voting.ts";
import type { Idle, JobSeen } from "./acted.ts";
import type { DrillSetting } from "./drill.ts";
import { endText } from "./job-text.ts";

/** What a drill has its job go through. */
export interface JobScript extends Pick<DrillResult, "intervention"> {
  /** Whether that which the drill is about happened; left out where `whileLate` says it. */
  readonly idle?: Idle;
  /** How each committee votes; the last one's way is kept. None: the agent never hands anything in. */
  readonly rounds: readonly BallotOf[];
  /** Who disputes the committee's verdict. */
  readonly claimant?: "agent" | "employer";
  /** How a jury votes if it comes to one. */
  readonly jury?: BallotOf;
  /** What happens between the soft deadline and the submission. */
  readonly whileLate?: (lane: MissionLane, history: JobHistory) => Promise<LateEffect>;
}

/** What a delay policy ought to do and did. */
export interface LateEffect {
  readonly expected: string;
  readonly happened: string;
  /** As in `DrillResult`. */
  readonly idle: string | null;
  /** The validators' bonus that it ought to leave. */
  readonly bonusWei?: bigint;
}

/** How the owner rules wherever a jury decides nothing. */
const OWNER: Choice = "approve";

interface Rehearsed {
  readonly history: JobHistory;
  readonly stakeWei: bigint;
  readonly shares: Shares;
  readonly late: LateEffect | null;
}

/** Runs one job of its own, borrowed from a job of the plan, and holds its end against the contracts' mirrors. */
export async function runJobDrill(setting: DrillSetting, script: JobScript): Promise<DrillResult> {
  const rehearsed = await setting.driver.weave((lane) => rehearseJob(lane, setting, script));
  const { history, late } = rehearsed;
  const foretold = foretell(setting, script, rehearsed);
  const seen = endSeen(history);
  const transactions = transactionsOf(history);
  const events = transactions.flatMap((record) => record.events);
  const shown: JobSeen = { end: seen, events, handshakes: history.handshakes };
  const restaked = await restake(setting, transactions);
  const inWords = (effect: string | undefined, end: CourseEnd) =>
    [...(effect === undefined ? [] : [effect]), endText(end, setting.cast)].join("; ");
  return {
    intervention: interventionOf(script, shown),
    expected: inWords(late?.expected, foretold),
    happened: inWords(late?.happened, seen),
    wayBack: restaked.length === 0 ? "none needed" : "whoever was slashed stakes the same amount again",
    idle: late === null ? (script.idle?.(shown) ?? null) : late.idle,
    jobId: history.jobId.toString(),
    payments: seen.payments,
    transactions: [...transactions, ...restaked],
    handshakes: history.handshakes,
  };
}

/** A jury that the script calls for can be one that nobody can be drawn for. */
function interventionOf({ intervention }: JobScript, { events }: JobSeen): string {
  const isJuryless = events.some(({ name }) => name === "JuryUnavailable");
  return isJuryless ? `${intervention} (but no jury could be drawn)` : intervention;
}

async function rehearseJob(lane: MissionLane, setting: DrillSetting, script: JobScript): Promise<Rehearsed> {
  const { cast, drill, job } = setting;
  const agent = cast.accountOf(job.agent);
  const [post] = await lane.send([postOf(setting)]);
  const history = historyOf(post as TransactionRecord);
  const { stakeWei, shares } = await readTerms(lane, setting, history.jobId);
  const { deadline, hardDeadline } = await assign(lane, history, agent);
  if (script.whileLate) await untilActive(lane, deadline);
  const late = (await script.whileLate?.(lane, history)) ?? null;
  if (script.rounds.length === 0) {
    await untilActive(lane, hardDeadline);
    await expire(lane, history, cast);
    return { history, stakeWei, shares, late };
  }
  await submit(lane, history, agent, textDigest(`result of drill ${drill.id}`));
  await judge(lane, setting, script, history);
  return { history, stakeWei, shares, late };
}

function postOf({ cast, drill, job }: DrillSetting): Step {
  return postStep({
    planJobId: `drill:${drill.id}`,
    title: job.title,
    jurisdiction: jurisdictionLabel(job),
    terms: { ...job, adjustmentOnDelay: drill.adjustment ?? job.adjustmentOnDelay },
    poster: { from: cast.employer, contract: "JobRegistry" },
    operator: cast.operator,
    dependencies: [],
  });
}

/** What the chain fixes for a job: its shares at creation, and the stake that the temperature asks of its agent. */
async function readTerms(lane: MissionLane, { plan, cast, job }: DrillSetting, jobId: bigint) {
  const [posted, reference, temperature] = await lane.read([
    { contract: "JobRegistry", function: "jobOf", args: [jobId] },
    { contract: "Thermostat", function: "referenceTemperatureWad", args: [] },
    { contract: "Thermostat", function: "temperatureOf", args: [ROLE.agent] },
  ]);
  const { agentStakeBps } = jobTerms(plan, cast.treasury.address);
  const baseWei = partUp(job.rewardWei, BigInt(agentStakeBps));
  const { shares } = posted?.[0] as { shares: Iterable<bigint> };
  return {
    stakeWei: scaledStakeWei(baseWei, reference?.[0], temperature?.[0]),
    shares: [...shares] as unknown as Shares,
  };
}

/** Round after round until the committee's verdict stands, then the dispute if there is one. */
async function judge(
  lane: MissionLane,
  { cast, plan, job }: DrillSetting,
  { rounds, claimant, jury = () => OWNER }: JobScript,
  history: JobHistory,
): Promise<void> {
  const first = rounds[0] as BallotOf;
  let outcome = await validate(lane, history, cast, first);
  if (outcome === "inconclusive" && isPending(history)) {
    outcome = await validate(lane, history, cast, rounds.at(-1) ?? first);
  }
  if (outcome !== "inconclusive" && claimant === undefined) return settle(lane, history, cast);
  if (outcome !== "inconclusive") {
    const account = claimant === "agent" ? cast.accountOf(job.agent) : cast.employer;
    await openDispute(lane, history, account, `evidence on job ${history.jobId}`);
  }
  const isHung = (votes: readonly Handshake[]) =>
    juryVerdict(votes.map(ballotOf), plan.protocol.quorum.jurors) === "inconclusive";
  await closeDispute(lane, history, cast, { ballotOf: jury, isHung, owner: OWNER });
}

/** Whether the close of a round opened another one. */
function isPending({ validate: transactions }: JobHistory): boolean {
  return !transactions.at(-1)?.events.some(({ name }) => name === "ValidationClosed");
}

/** How the job ought to end, from its terms and from who was drawn to vote. */
function foretell(setting: DrillSetting, script: JobScript, rehearsed: Rehearsed): CourseEnd {
  const { cast, plan, job } = setting;
  const { history, stakeWei, shares, late } = rehearsed;
  const terms: CourseJob = {
    employer: cast.employer.address,
    agent: cast.accountOf(job.agent).address,
    operator: cast.operator.address,
    rewardWei: job.rewardWei,
    bonusWei: late?.bonusWei ?? part(job.rewardWei, BigInt(job.validatorBonusBps)),
    bonusCapWei: bonusCapWei(job),
    agentStakeWei: stakeWei,
    shares,
  };
  return endOf(terms, courseTerms(jobTerms(plan, cast.treasury.address)), courseOf(setting, script, history));
}

function courseOf({ cast, job }: DrillSetting, { rounds, claimant }: JobScript, history: JobHistory): Course {
  if (rounds.length === 0) return { kind: "abandoned" };
  const { committee = [], jury = [] } = Object.groupBy(history.handshakes, ({ body }) => body);
  const byRound = Map.groupBy(committee, ({ round }) => round);
  const last = uintArg(eventOf(history.validate.at(-1), "RoundClosed").args, "round");
  return {
    kind: "judged",
    rounds: Array.from({ length: Number(last) }, (_, index) =>
      (byRound.get(String(index + 1)) ?? []).map(ballotOf),
    ),
    claimant:
      claimant === undefined
        ? null
        : (claimant === "agent" ? cast.accountOf(job.agent) : cast.employer).address,
    jury: jury.map(ballotOf),
    owner: OWNER,
  };
}

function ballotOf({ voter, weight, ballot }: Handshake): Ballot {
  const choice = ballot === "approve" || ballot === "reject" ? ballot : null;
  return { account: voter, weightWei: BigInt(weight), choice };
}

function courseTerms(terms: ReturnType<typeof jobTerms>): CourseTerms {
  const { validation, dispute, slashSplit } = terms;
  return {
    treasury: terms.treasury,
    feeBps: BigInt(terms.feeBps),
    bondBps: BigInt(dispute.bondBps),
    quorum: validation.quorum,
    approvalBps: BigInt(validation.approvalBps),
    juryQuorum: dispute.juryQuorum,
    seatLockWei: validation.seatLockWei,
    nonRevealBps: BigInt(validation.nonRevealSlashBps),
    wrongVoteBps: BigInt(validation.wrongVoteSlashBps),
    rejectedBps: BigInt(terms.rejectedSlashBps),
    expiredBps: BigInt(terms.expiredSlashBps),
    split: {
      employerBps: BigInt(slashSplit.employerBps),
      validatorsBps: BigInt(slashSplit.validatorsBps),
      burnBps: BigInt(slashSplit.burnBps),
    },
  };
}

/** How the job ended, by its events. */
function endSeen(history: JobHistory): CourseEnd {
  const events = history.finalize.flatMap((record) => record.events);
  const finalized = events.find(({ name }) => name === "JobFinalized");
  const outcome = finalized ? outcomeOf(finalized) : "pending";
  const expired = events.some(({ name }) => name === "JobExpired");
  return {
    outcome: expired ? "expired" : outcome === "pending" ? "inconclusive" : outcome,
    decidedBy: (finalized && wordOf(DECIDERS, uintArg(finalized.args, "decidedBy"))) ?? "nobody",
    payments: paymentsOfJob(history),
  };
}

/** Brings every slashed stake back to where it was. */
async function restake(
  { driver, cast }: DrillSetting,
  transactions: readonly TransactionRecord[],
): Promise<TransactionRecord[]> {
  const slashes = transactions.flatMap(({ events }) => events).filter(({ name }) => name === "StakeSlashed");
  const steps = slashes.map(({ args }): Step => {
    const account = personAt(cast, textArg(args, "account")).account;
    const amount = [uintArg(args, "role"), uintArg(args, "amountWei")];
    return { from: account, contract: "StakeManager", function: "depositStake", args: amount };
  });
  return steps.length === 0 ? [] : driver.mine({ steps });
}
