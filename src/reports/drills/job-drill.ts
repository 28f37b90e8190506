import {
  type Course,
  type CourseEnd,
  type CourseJob,
  type CourseTerms,
  endOf,
} from "../../economics/job-course.ts";
import { part, partUp } from "../../economics/shares.ts";
import { scaledStakeWei } from "../../economics/stake-scaling.ts";
import type { Ballot as CountedVote } from "../../economics/vote-count.ts";
import type { DrillResult } from "../../model/drill.ts";
import type { JobTermsReading, LateReadings } from "../../model/drill-readings.ts";
import { DECIDERS, wordOf } from "../../model/enums.ts";
import type { JobHistory } from "../../model/layer-run.ts";
import { type JobScript, OWNER, type ScriptedHearing } from "../../records/drills/job-script.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { eventOf, outcomeOf, textArg, uintArg } from "../../records/events.ts";
import { foldJob } from "../../records/fold-job.ts";
import { paymentsOfJob, transactionsOf } from "../../records/job-history.ts";
import { bonusCapWei } from "../../records/job-request.ts";
import { jobTerms } from "../../records/settings.ts";
import { COMMITTEE, countedVote } from "../../records/vote.ts";
import { idleOf, type JobSeen } from "./acted.ts";
import { type LateEffect, tellDelay } from "./delay.ts";
import { endText } from "./job-text.ts";
import { callsOf, type DrillPlay } from "./play.ts";

/** Tells of a drill's job: its end by the events, held against the contracts' mirrors. */
export function tellJobDrill(
  play: DrillPlay,
  script: JobScript,
  readings: { readonly terms: JobTermsReading; readonly late: LateReadings | null },
): DrillResult {
  const history = foldJob(play.transactions, play.cast);
  const late = readings.late && tellDelay(play, history, readings.late);
  const foretold = foretell(play, script, history, readings.terms, late);
  const seen = endSeen(history);
  const events = transactionsOf(history).flatMap((record) => record.events);
  const shown: JobSeen = { end: seen, events, handshakes: history.handshakes };
  const inWords = (effect: string | undefined, end: CourseEnd) =>
    [...(effect === undefined ? [] : [effect]), endText(end, play.cast)].join("; ");
  return {
    intervention: interventionOf(script, shown),
    expected: inWords(late?.expected, foretold),
    happened: inWords(late?.happened, seen),
    wayBack:
      callsOf(play, "depositStake").length === 0
        ? "none needed"
        : "whoever was slashed, or took stake out, stakes the same amount again",
    idle: late === null ? idleOf(play.drill.kind, shown) : late.idle,
    jobId: history.jobId.toString(),
    payments: seen.payments,
    transactions: play.transactions,
    handshakes: history.handshakes,
  };
}

/** A jury that the script calls for can be one that nobody can be drawn for. */
function interventionOf({ intervention }: JobScript, { events }: JobSeen): string {
  const isJuryless = events.some(({ name }) => name === "JuryUnavailable");
  return isJuryless ? `${intervention} (but no jury could be drawn)` : intervention;
}

/** How the job ought to end, from its terms and from who was drawn to vote. */
function foretell(
  scene: DrillScene,
  script: JobScript,
  history: JobHistory,
  { shares, ...terms }: JobTermsReading,
  late: LateEffect | null,
): CourseEnd {
  const { cast, plan, job } = scene;
  const settings = jobTerms(plan, cast.treasury.address);
  const baseWei = partUp(job.rewardWei, BigInt(settings.agentStakeBps));
  const courseJob: CourseJob = {
    employer: cast.employer.address,
    agent: cast.accountOf(job.agent).address,
    operator: cast.operator.address,
    rewardWei: job.rewardWei,
    bonusWei: late?.bonusWei ?? part(job.rewardWei, BigInt(job.validatorBonusBps)),
    bonusCapWei: bonusCapWei(job),
    agentStakeWei: scaledStakeWei(baseWei, terms.referenceTemperatureWad, terms.agentTemperatureWad),
    shares,
  };
  return endOf(courseJob, courseTerms(settings), courseOf(scene, script, history));
}

function courseOf(scene: DrillScene, { rounds, hearings = [] }: JobScript, history: JobHistory): Course {
  if (rounds.length === 0) return { kind: "abandoned" };
  const { committee = [] } = Object.groupBy(history.handshakes, ({ body }) => body);
  const byRound = Map.groupBy(committee, ({ round }) => round);
  const closed = eventOf(history.validate.at(-1), "RoundClosed");
  const last = uintArg(closed.args, "round");
  // Nobody disputes what no committee has said: the job goes to a jury all the same.
  const isJudged = outcomeOf(closed) !== "inconclusive";
  return {
    kind: "judged",
    rounds: Array.from({ length: Number(last) }, (_, index) => {
      const empty = emptySeatsIn(history, String(index + 1));
      return (byRound.get(String(index + 1)) ?? []).map((vote) => ({
        ...countedVote(vote),
        isEmpty: empty.has(vote.voter),
      }));
    }),
    hearings: hearingsHeld(history).map((jury, index) => ({
      claimant: isJudged ? (claimantOf(scene, hearings[index]) ?? null) : null,
      jury,
    })),
    owner: OWNER,
  };
}

/** Who could not sit in a round's committee when it was drawn. */
function emptySeatsIn({ validate }: JobHistory, round: string): ReadonlySet<string> {
  const events = validate.flatMap((record) => record.events);
  const empty = events.filter(({ name, args }) => name === COMMITTEE.empty && args.round === round);
  return new Set(empty.map(({ args }) => textArg(args, "account")));
}

function claimantOf({ cast, job }: DrillScene, hearing: ScriptedHearing | undefined): string | undefined {
  if (hearing === undefined) return undefined;
  return (hearing.claimant === "agent" ? cast.accountOf(job.agent) : cast.employer).address;
}

/** Everybody's vote in each hearing that was opened; nobody's where no jury could be had. */
function hearingsHeld({ dispute, validate, handshakes }: JobHistory): CountedVote[][] {
  const events = [...validate, ...dispute].flatMap((record) => record.events);
  return events
    .filter(({ name }) => name === "HearingOpened")
    .map(({ args }) =>
      handshakes.filter(({ body, round }) => body === "jury" && round === args.hearing).map(countedVote),
    );
}

function courseTerms(terms: ReturnType<typeof jobTerms>): CourseTerms {
  const { validation, dispute, slashSplit } = terms;
  return {
    treasury: terms.treasury,
    feeBps: BigInt(terms.feeBps),
    bondBps: BigInt(dispute.bondBps),
    approvalBps: BigInt(validation.approvalBps),
    jurySize: dispute.jurySize,
    jurorLockWei: dispute.jurorLockWei,
    jurorNonRevealBps: BigInt(dispute.nonRevealSlashBps),
    jurorWrongVoteBps: BigInt(dispute.wrongVoteSlashBps),
    committeeSize: validation.committeeSize,
    seatFeeBps: validation.seatFeeBps,
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
