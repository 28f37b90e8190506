import { HEARINGS } from "../../economics/course-time.ts";
import type { CourseEnd } from "../../economics/job-course.ts";
import { ABSENCES, REFUSALS, wordOf } from "../../model/enums.ts";
import type { JobPayment } from "../../model/payments.ts";
import type { DrillKind } from "../../model/plan.ts";
import type { EventRecord } from "../../model/record.ts";
import type { Handshake } from "../../model/votes.ts";
import { outcomeOf, uintArg } from "../../records/events.ts";

/** What a drill's job showed: attested by its events alone, never by what was intended. */
export interface JobSeen {
  readonly end: CourseEnd;
  readonly events: readonly EventRecord[];
  readonly handshakes: readonly Handshake[];
}

/** Says why that which a drill is about did not happen; `null` if it did. */
type Idle = (seen: JobSeen) => string | null;

/** By what a drill is about; a delay drill is judged by its policy. */
const IDLE: Partial<Record<DrillKind, Idle>> = {
  "non-reveal": onlySilentLost,
  "quorum-missed": missedQuorumWasFree,
  "unfunded-seat": unfundedSeatVoted,
  rejection: rejectedWorkLost,
  "dispute-won": jurySaidOtherwise,
  "dispute-lost": bondWasLost,
  "owner-ruling": ownerDecided,
  "juror-slashed": jurorLost,
  "second-appeal": heardThrice,
  expiry: jobExpired,
};

/** Why that which drills of this kind are about did not happen to the job; `null` if it did. */
export function idleOf(kind: DrillKind, seen: JobSeen): string | null {
  const reason = IDLE[kind]?.(seen) ?? null;
  const [refused] = named(seen, "CommitteeRefused");
  if (reason === null || refused === undefined) return reason;
  return `${reason}; a committee was refused: ${wordOf(REFUSALS, uintArg(refused.args, "refusal"))}`;
}

/** A jury voted, and its ruling reversed the committee's verdict. */
export function jurySaidOtherwise(seen: JobSeen): string | null {
  const { outcome, decidedBy } = seen.end;
  if (decidedBy !== "jury") return noJury(seen);
  return verdictOf(seen) === outcome ? `the jury left the committee's verdict, ${outcome}, as it was` : null;
}

/** A jury voted, and the claimant's bond went to somebody else. */
export function bondWasLost(seen: JobSeen): string | null {
  if (seen.end.decidedBy !== "jury") return noJury(seen);
  return paid(seen, "BondAwarded").length === 0 ? "no bond was awarded to anybody" : null;
}

/** The owner decided. */
export function ownerDecided({ end }: JobSeen): string | null {
  return end.decidedBy === "owner" ? null : "the owner ruled on nothing";
}

/** A jury decided, and a juror who voted otherwise lost stake. */
export function jurorLost(seen: JobSeen): string | null {
  if (seen.end.decidedBy !== "jury") return noJury(seen);
  return paid(seen, "JurorWrongVote").length === 0 ? "no juror was outvoted and lost stake" : null;
}

/** Three juries decided, one after the other. */
export function heardThrice(seen: JobSeen): string | null {
  if (seen.end.decidedBy !== "jury") return noJury(seen);
  const hearings = named(seen, "JuryDrawn").length;
  return hearings < HEARINGS ? `the job was heard ${hearings} times, not ${HEARINGS}` : null;
}

/** The silent lost stake, and among those who voted there was somebody who lost none. */
export function onlySilentLost(seen: JobSeen): string | null {
  const slashed = new Set(paid(seen, "NonReveal").map(({ from }) => from));
  if (slashed.size === 0) return "nobody lost stake for keeping silent";
  const spared = seen.handshakes.some(({ voter, ballot }) => ballot === "approve" && !slashed.has(voter));
  return spared ? null : "nobody else voted who could have been spared";
}

/** The agent lost stake, and got no reward. */
export function rejectedWorkLost(seen: JobSeen): string | null {
  if (seen.end.outcome !== "rejected") return `the work ended ${seen.end.outcome}, not rejected`;
  if (paid(seen, "AgentReward").length > 0) return "the agent was paid all the same";
  return paid(seen, "RejectedWork").length === 0 ? "the agent lost no stake" : null;
}

/** A first committee decided nothing though somebody voted, who lost nothing; a second one was drawn. */
export function missedQuorumWasFree(seen: JobSeen): string | null {
  const [first] = named(seen, "RoundClosed");
  if (first === undefined || outcomeOf(first) !== "inconclusive") return "no committee was left undecided";
  const votes = named(seen, "VoteRevealed").filter(({ args }) => args.round === first.args.round);
  if (votes.length === 0) return "nobody of the first committee voted who could have been spared";
  const losers = new Set(
    ["NonReveal", "WrongVote"].flatMap((reason) => paid(seen, reason).map(({ from }) => from)),
  );
  if (votes.some(({ args }) => losers.has(String(args.validator)))) return "somebody who voted lost stake";
  return named(seen, "CommitteeDrawn").length < 2 ? "no second committee was drawn" : null;
}

/** A seat that nothing was locked for was voted with, and counted. */
export function unfundedSeatVoted({ handshakes, end }: JobSeen): string | null {
  const unfunded = handshakes.filter(({ unfundedSeats }) => unfundedSeats > 0);
  if (unfunded.length === 0) return "no unfunded seat sat";
  const counted = unfunded.some(({ ballot }) => ballot === "approve") && end.decidedBy === "nobody";
  return counted ? null : "no unfunded seat was voted with";
}

/** The job expired. */
export function jobExpired({ end }: JobSeen): string | null {
  return end.outcome === "expired" ? null : `the job ended ${end.outcome}, not expired`;
}

/** The committee's verdict, whatever came of it. */
function verdictOf(seen: JobSeen): string {
  const last = named(seen, "RoundClosed").at(-1);
  return last === undefined ? "none" : outcomeOf(last);
}

function noJury({ events, end: { decidedBy } }: JobSeen): string {
  const decided = decidedBy === "owner" ? "the owner ruled instead" : "nobody ruled instead";
  const unavailable = events.find(({ name }) => name === "JuryUnavailable");
  if (unavailable === undefined) return `no jury decided; ${decided}`;
  const why = wordOf(ABSENCES, uintArg(unavailable.args, "absence")) ?? "nobody says why";
  return `no jury could be drawn: ${why}; ${decided}`;
}

function named({ events }: JobSeen, name: string): EventRecord[] {
  return events.filter((event) => event.name === name);
}

/** A payment of nothing is none. */
function paid({ end }: JobSeen, reason: string): JobPayment[] {
  return end.payments.filter((payment) => payment.reason === reason && BigInt(payment.amountWei) > 0n);
}
