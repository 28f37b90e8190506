import type { Decider, SlashReason } from "../model/enums.ts";
import type { JobPayment } from "../model/payments.ts";
import { min } from "./fixed-point.ts";
import { jurorFeeWei, jurorLockWei, postedWei } from "./jury.ts";
import { seatFeesWei, seatFeeWei, seatLockWei } from "./seats.ts";
import { type Payment, planSettlement, type SettlementCase } from "./settlement.ts";
import { part, partUp, type Shares } from "./shares.ts";
import {
  type Ballot,
  type Choice,
  committeeVerdict,
  juryVerdict,
  seatsOf,
  type Verdict,
} from "./vote-count.ts";

/** The terms that hold for a job; `JobTerms.Terms` as far as money goes. */
export interface CourseTerms {
  readonly treasury: string;
  readonly feeBps: bigint;
  readonly bondBps: bigint;
  readonly approvalBps: bigint;
  readonly jurySize: number;
  readonly jurorLockWei: bigint;
  readonly jurorNonRevealBps: bigint;
  readonly jurorWrongVoteBps: bigint;
  readonly committeeSize: number;
  readonly seatFeeBps: number;
  readonly seatLockWei: bigint;
  readonly nonRevealBps: bigint;
  readonly wrongVoteBps: bigint;
  readonly rejectedBps: bigint;
  readonly expiredBps: bigint;
  readonly split: SettlementCase["split"];
}

/** One job, as it stands when its agent has taken it. */
export interface CourseJob {
  readonly employer: string;
  readonly agent: string;
  readonly operator: string;
  readonly rewardWei: bigint;
  readonly bonusWei: bigint;
  readonly bonusCapWei: bigint;
  readonly agentStakeWei: bigint;
  /** Fixed at creation. */
  readonly shares: Shares;
}

/** What people do about a job after its agent has taken it. */
export type Course =
  | { readonly kind: "abandoned" }
  | {
      readonly kind: "judged";
      /** Committees in the order of their rounds; one that was refused has no ballots. */
      readonly rounds: readonly (readonly Ballot[])[];
      /** In their order; none if nobody disputes the committee's verdict. */
      readonly hearings: readonly Hearing[];
      /** How the owner rules where a jury decides nothing; null if it does not. */
      readonly owner: Choice | null;
    };

/** One hearing of a dispute. */
export interface Hearing {
  /** Who claims that what stands is wrong; null where no committee decided anything. */
  readonly claimant: string | null;
  /** Nobody's where no jury could be had. */
  readonly jury: readonly Ballot[];
}

/** How a job ends, and every payment into and out of its escrow. */
export interface CourseEnd {
  readonly outcome: Verdict | "expired";
  readonly decidedBy: Decider;
  readonly payments: readonly JobPayment[];
}

interface Slash {
  readonly account: string;
  readonly amountWei: bigint;
  readonly reason: SlashReason;
}

interface Ruling {
  readonly outcome: Verdict;
  readonly decidedBy: Decider;
}

/** Foretells what the contracts do with a job's money, to the wei. */
export function endOf(job: CourseJob, terms: CourseTerms, course: Course): CourseEnd {
  const feeWei = partUp(job.rewardWei, terms.feeBps);
  const costWei = job.rewardWei + feeWei + job.bonusCapWei + escrowedSeatFeesWei(job, terms);
  const paidIn = fund(job.employer, costWei, "Job");
  if (course.kind === "abandoned") {
    const slashes = slashOf(job.agent, part(job.agentStakeWei, terms.expiredBps), "ExpiredJob");
    const settled = settle(job, terms, slashes, { outcome: "inconclusive", decidedBy: "nobody" });
    return { outcome: "expired", decidedBy: "nobody", payments: [...paidIn, ...settled] };
  }
  const standings = standingsOf(terms, course);
  const ruling = rulingOf(course, standings);
  const claims = claimsOf(job, terms, course.hearings);
  const bonds = bondsOf(claims, standings, ruling.outcome);
  const jurorSlashes = judgeJurors(job, terms, course.hearings, ruling);
  const slashes = [
    ...judgeSeats(job, terms, course.rounds, ruling.outcome),
    ...jurorSlashes,
    ...judgeAgent(job, terms, ruling),
  ];
  const settled = settle(job, terms, slashes, ruling, {
    bonds,
    usedSeatFeesWei: usedSeatFeesWei(job, terms, course),
    jurySeatFeesWei: claims.reduce((sum, { seatFeesWei }) => sum + seatFeesWei, 0n),
    winners: winnersOf(course.rounds, ruling.outcome),
    jurors: course.hearings.flatMap(({ jury }) => jury).filter(({ choice }) => isFor(choice, ruling.outcome)),
    jurorsSlashedWei: sumOf(jurorSlashes),
  });
  const posted = claims.flatMap((claim) => fund(claim.claimant, claim.postedWei, "DisputeBond"));
  return { ...ruling, payments: [...paidIn, ...posted, ...settled] };
}

function standingOf({ approvalBps }: CourseTerms, rounds: readonly (readonly Ballot[])[]): Verdict {
  return committeeVerdict(rounds.at(-1) ?? [], { approvalBps });
}

/**
 * What each hearing is about: the committee's verdict, then that of the last hearing before that came to one. The last one is
 * what stands after all of them.
 */
function standingsOf(
  terms: CourseTerms,
  { rounds, hearings }: Extract<Course, { kind: "judged" }>,
): readonly Verdict[] {
  const standings = [standingOf(terms, rounds)];
  for (const { jury } of hearings) {
    const verdict = juryVerdict(jury);
    standings.push(verdict === "inconclusive" ? (standings.at(-1) as Verdict) : verdict);
  }
  return standings;
}

function rulingOf(
  { hearings, owner }: Extract<Course, { kind: "judged" }>,
  standings: readonly Verdict[],
): Ruling {
  const outcome = standings.at(-1) as Verdict;
  const last = hearings.at(-1);
  if (last === undefined) return { outcome, decidedBy: "nobody" };
  if (juryVerdict(last.jury) !== "inconclusive") return { outcome, decidedBy: "jury" };
  if (owner === null) return { outcome, decidedBy: "default" };
  return { outcome: owner === "approve" ? "approved" : "rejected", decidedBy: "owner" };
}

/** What there is to be earned: the reward, and the bonus as it stood at the submission. */
function worthWei({ rewardWei, bonusWei }: CourseJob): bigint {
  return rewardWei + bonusWei;
}

/** For two committees of full size, as if the bonus were its cap. */
function escrowedSeatFeesWei({ rewardWei, bonusCapWei }: CourseJob, terms: CourseTerms): bigint {
  return seatFeesWei(rewardWei + bonusCapWei, terms);
}

/** Those of the committees' seats; where no committee decided, those of the first jury too, as far as the escrow reaches. */
function usedSeatFeesWei(
  job: CourseJob,
  terms: CourseTerms,
  { rounds, hearings }: Extract<Course, { kind: "judged" }>,
): bigint {
  const seated = BigInt(seatsOf(rounds.flat().filter(({ isEmpty }) => !isEmpty)));
  const unclaimed = hearings.filter(({ claimant }) => claimant === null).flatMap(({ jury }) => jury);
  const juryWei = BigInt(seatsOf(unclaimed)) * jurorFeeWei(worthWei(job), terms);
  return min(seated * seatFeeWei(worthWei(job), terms) + juryWei, escrowedSeatFeesWei(job, terms));
}

/** What somebody claims in a hearing, and what it pays for that. */
interface Claim {
  readonly claimant: string;
  /** Of the hearing, from 0. */
  readonly index: number;
  readonly postedWei: bigint;
  /** Those of it that the jury's seats cost. */
  readonly seatFeesWei: bigint;
}

function claimsOf(job: CourseJob, terms: CourseTerms, hearings: readonly Hearing[]): Claim[] {
  return hearings.flatMap(({ claimant, jury }, index) => {
    if (claimant === null) return [];
    const seatFeesWei = BigInt(seatsOf(jury)) * jurorFeeWei(worthWei(job), terms);
    return [{ claimant, index, postedWei: postedWei(worthWei(job), terms, index + 1), seatFeesWei }];
  });
}

/** Each goes back to its claimant if what it claimed against has fallen, but for the fees of the jury's seats. */
function bondsOf(
  claims: readonly Claim[],
  standings: readonly Verdict[],
  outcome: Verdict,
): SettlementCase["bonds"] {
  return claims.map(({ claimant, index, postedWei, seatFeesWei }) => ({
    claimant,
    amountWei: postedWei - seatFeesWei,
    isUpheld: standings[index] !== outcome,
  }));
}

/**
 * Of each hearing whoever did not reveal, and whoever voted against the outcome, unless that stands by default and the
 * hearing decided nothing: a part for each seat, but never more than was locked. Who could not sit locked nothing.
 */
function judgeJurors(
  job: CourseJob,
  terms: CourseTerms,
  hearings: readonly Hearing[],
  { outcome, decidedBy }: Ruling,
): Slash[] {
  const lockWei = jurorLockWei(worthWei(job), terms);
  const opposite = outcome === "approved" ? "rejected" : "approved";
  return hearings.flatMap(({ jury }) => {
    const isJudged = decidedBy !== "default" || juryVerdict(jury) !== "inconclusive";
    return jury.flatMap(({ account, seats, lockedWei, choice }) => {
      const [bps, reason] =
        choice === null
          ? ([terms.jurorNonRevealBps, "JurorSilence"] as const)
          : ([isJudged && isFor(choice, opposite) ? terms.jurorWrongVoteBps : 0n, "JurorWrongVote"] as const);
      return slashOf(account, min(part(BigInt(seats) * lockWei, bps), lockedWei), reason);
    });
  });
}

/**
 * Whoever did not reveal, in any round; and of a last round that decided, whoever voted against the outcome: a part for
 * each seat, but never more than was locked.
 */
function judgeSeats(
  job: CourseJob,
  terms: CourseTerms,
  rounds: readonly (readonly Ballot[])[],
  outcome: Verdict,
): Slash[] {
  const lockWei = seatLockWei(worthWei(job), terms);
  const slashed = (ballots: readonly Ballot[], bps: bigint, reason: Slash["reason"]) =>
    ballots.flatMap(({ account, seats, lockedWei }) => {
      return slashOf(account, min(part(BigInt(seats) * lockWei, bps), lockedWei), reason);
    });
  const silent = rounds.flat().filter(({ choice }) => choice === null);
  const ofSilent = slashed(silent, terms.nonRevealBps, "NonReveal");
  if (standingOf(terms, rounds) === "inconclusive") return ofSilent;
  const opposite = outcome === "approved" ? "rejected" : "approved";
  const wrong = (rounds.at(-1) ?? []).filter(({ choice }) => isFor(choice, opposite));
  return [...ofSilent, ...slashed(wrong, terms.wrongVoteBps, "WrongVote")];
}

function judgeAgent(job: CourseJob, terms: CourseTerms, { outcome }: Ruling): Slash[] {
  if (outcome !== "rejected") return [];
  return slashOf(job.agent, part(job.agentStakeWei, terms.rejectedBps), "RejectedWork");
}

function winnersOf(rounds: readonly (readonly Ballot[])[], outcome: Verdict): SettlementCase["winners"] {
  return (rounds.at(-1) ?? []).filter(({ choice }) => isFor(choice, outcome));
}

function isFor(choice: Choice | null, outcome: Verdict): boolean {
  return (choice === "approve" && outcome === "approved") || (choice === "reject" && outcome === "rejected");
}

function settle(
  job: CourseJob,
  terms: CourseTerms,
  slashes: readonly Slash[],
  { outcome }: Ruling,
  more: Partial<SettlementCase> = {},
): JobPayment[] {
  const { payments, burnWei } = planSettlement({
    ...job,
    treasury: terms.treasury,
    split: terms.split,
    feeWei: partUp(job.rewardWei, terms.feeBps),
    outcome,
    agentSlashedWei: sumOf(slashes.filter(isOfAgent)),
    validatorsSlashedWei: sumOf(slashes.filter(isOfCommittee)),
    jurorsSlashedWei: 0n,
    seatFeesWei: escrowedSeatFeesWei(job, terms),
    usedSeatFeesWei: 0n,
    jurySeatFeesWei: 0n,
    bonds: [],
    winners: [],
    jurors: [],
    ...more,
  });
  return [
    ...slashes.map(({ account, amountWei, reason }) => line(account, "escrow", amountWei, reason)),
    ...payments.map(({ payee, amountWei, reason }: Payment) => line("escrow", payee, amountWei, reason)),
    ...(burnWei === 0n ? [] : [line("escrow", "burned", burnWei, "EscrowBurned")]),
  ];
}

function isOfAgent({ reason }: Slash): boolean {
  return reason === "RejectedWork" || reason === "ExpiredJob";
}

function isOfCommittee({ reason }: Slash): boolean {
  return reason === "NonReveal" || reason === "WrongVote";
}

function sumOf(slashes: readonly Slash[]): bigint {
  return slashes.reduce((sum, { amountWei }) => sum + amountWei, 0n);
}

function slashOf(account: string, amountWei: bigint, reason: Slash["reason"]): Slash[] {
  return amountWei === 0n ? [] : [{ account, amountWei, reason }];
}

function fund(payer: string, amountWei: bigint, reason: "Job" | "DisputeBond"): JobPayment[] {
  return amountWei === 0n ? [] : [line(payer, "escrow", amountWei, reason)];
}

function line(from: string, to: string, amountWei: bigint, reason: string): JobPayment {
  return { from, to, amountWei: amountWei.toString(), reason };
}
