import type { CourseEnd, CourseTerms } from "../economics/job-course.ts";
import type { Ballot as CountedVote } from "../economics/vote-count.ts";
import { DECIDERS, wordOf } from "../model/enums.ts";
import type { JobHistory } from "../model/layer-run.ts";
import type { TransactionRecord } from "../model/record.ts";
import { eventOf, outcomeOf, textArg, uintArg } from "../records/events.ts";
import { paymentsOfJob } from "../records/job-history.ts";
import type { jobTerms } from "../records/settings.ts";
import { COMMITTEE, countedVote } from "../records/vote.ts";

/** Everybody's vote in each committee's round; nobody's where one was refused. */
export function roundsHeld({ validate, handshakes }: JobHistory): CountedVote[][] {
  const { committee = [] } = Object.groupBy(handshakes, ({ body }) => body);
  const byRound = Map.groupBy(committee, ({ round }) => round);
  const last = uintArg(eventOf(validate.at(-1), "RoundClosed").args, "round");
  return Array.from({ length: Number(last) }, (_, index) => {
    const empty = emptySeatsIn(validate, String(index + 1));
    return (byRound.get(String(index + 1)) ?? []).map((vote) => ({
      ...countedVote(vote),
      isEmpty: empty.has(vote.voter),
    }));
  });
}

/** Who could not sit in a round's committee when it was drawn. */
function emptySeatsIn(validate: readonly TransactionRecord[], round: string): ReadonlySet<string> {
  const events = validate.flatMap((record) => record.events);
  const empty = events.filter(({ name, args }) => name === COMMITTEE.empty && args.round === round);
  return new Set(empty.map(({ args }) => textArg(args, "account")));
}

/** Everybody's vote in each hearing that was opened; nobody's where no jury could be had. */
export function hearingsHeld({ dispute, validate, handshakes }: JobHistory): CountedVote[][] {
  const events = [...validate, ...dispute].flatMap((record) => record.events);
  return events
    .filter(({ name }) => name === "HearingOpened")
    .map(({ args }) =>
      handshakes.filter(({ body, round }) => body === "jury" && round === args.hearing).map(countedVote),
    );
}

/** The terms of a job as the mirrors take them. */
export function courseTerms(terms: ReturnType<typeof jobTerms>): CourseTerms {
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
export function endSeen(history: JobHistory): CourseEnd {
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
