import type { Decider } from "../model/enums.ts";
import type { JobPayment } from "../model/payments.ts";
import { min } from "./fixed-point.ts";
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
  readonly quorum: number;
  readonly approvalBps: bigint;
  readonly juryQuorum: number;
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
      /** Who disputes the committee's verdict; null if nobody. */
      readonly claimant: string | null;
      readonly jury: readonly Ballot[];
      /** How the owner rules where a jury decides nothing; null if it does not. */
      readonly owner: Choice | null;
    };

/** How a job ends, and every payment into and out of its escrow. */
export interface CourseEnd {
  readonly outcome: Verdict | "expired";
  readonly decidedBy: Decider;
  readonly payments: readonly JobPayment[];
}

interface Slash {
  readonly account: string;
  readonly amountWei: bigint;
  readonly reason: "NonReveal" | "WrongVote" | "RejectedWork" | "ExpiredJob";
}

interface Ruling {
  readonly outcome: Verdict;
  readonly decidedBy: Decider;
}

/** Foretells what the contracts do with a job's money, to the wei. */
export function endOf(job: CourseJob, terms: CourseTerms, course: Course): CourseEnd {
  const feeWei = partUp(job.rewardWei, terms.feeBps);
  const costWei = job.rewardWei + feeWei + job.bonusCapWei + seatFeesWei(job, terms);
  const paidIn = fund(job.employer, costWei, "Job");
  if (course.kind === "abandoned") {
    const slashes = slashOf(job.agent, part(job.agentStakeWei, terms.expiredBps), "ExpiredJob");
    const settled = settle(job, terms, slashes, { outcome: "inconclusive", decidedBy: "nobody" }, {});
    return { outcome: "expired", decidedBy: "nobody", payments: [...paidIn, ...settled] };
  }
  const standing = standingOf(terms, course.rounds);
  const ruling = rulingOf(terms, course, standing);
  const bond = bondOf(job, terms, course.claimant, standing, ruling.outcome);
  const slashes = [
    ...judgeSeats(job, terms, course.rounds, ruling.outcome),
    ...judgeAgent(job, terms, ruling),
  ];
  const settled = settle(job, terms, slashes, ruling, {
    ...bond,
    usedSeatFeesWei: BigInt(seatsOf(course.rounds.flat())) * seatFeeWei(job, terms),
    winners: winnersOf(course.rounds, ruling.outcome),
    jurors: ruling.decidedBy === "jury" ? accountsFor(course.jury, ruling.outcome) : [],
  });
  return {
    ...ruling,
    payments: [...paidIn, ...fund(course.claimant ?? "", bond.bondWei ?? 0n, "DisputeBond"), ...settled],
  };
}

function standingOf({ quorum, approvalBps }: CourseTerms, rounds: readonly (readonly Ballot[])[]): Verdict {
  return committeeVerdict(rounds.at(-1) ?? [], { quorum, approvalBps });
}

function rulingOf(
  terms: CourseTerms,
  { claimant, jury, owner }: Extract<Course, { kind: "judged" }>,
  standing: Verdict,
): Ruling {
  if (claimant === null && standing !== "inconclusive") return { outcome: standing, decidedBy: "nobody" };
  const verdict = juryVerdict(jury, terms.juryQuorum);
  if (verdict !== "inconclusive") return { outcome: verdict, decidedBy: "jury" };
  if (owner === null) return { outcome: standing, decidedBy: "default" };
  return { outcome: owner === "approve" ? "approved" : "rejected", decidedBy: "owner" };
}

type Bond = Partial<Pick<SettlementCase, "bondWei" | "bondPayee" | "bondReason">>;

/** Goes back to the claimant if what it disputed has fallen. */
function bondOf(
  job: CourseJob,
  terms: CourseTerms,
  claimant: string | null,
  standing: Verdict,
  outcome: Verdict,
): Bond {
  if (claimant === null) return {};
  const bondWei = partUp(job.rewardWei, terms.bondBps);
  if (outcome !== standing) return { bondWei, bondPayee: claimant, bondReason: "BondReturned" };
  return { bondWei, bondPayee: outcome === "approved" ? job.agent : job.employer, bondReason: "BondAwarded" };
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
  const lockWei = seatLockWei(job, terms);
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

function accountsFor(ballots: readonly Ballot[], outcome: Verdict): string[] {
  return ballots.filter(({ choice }) => isFor(choice, outcome)).map(({ account }) => account);
}

function isFor(choice: Choice | null, outcome: Verdict): boolean {
  return (choice === "approve" && outcome === "approved") || (choice === "reject" && outcome === "rejected");
}

function settle(
  job: CourseJob,
  terms: CourseTerms,
  slashes: readonly Slash[],
  { outcome }: Ruling,
  more: Bond & Partial<Pick<SettlementCase, "winners" | "jurors" | "usedSeatFeesWei">>,
): JobPayment[] {
  const { payments, burnWei } = planSettlement({
    ...job,
    treasury: terms.treasury,
    split: terms.split,
    feeWei: partUp(job.rewardWei, terms.feeBps),
    outcome,
    agentSlashedWei: sumOf(slashes.filter(isOfAgent)),
    validatorsSlashedWei: sumOf(slashes.filter((slash) => !isOfAgent(slash))),
    seatFeesWei: seatFeesWei(job, terms),
    usedSeatFeesWei: 0n,
    bondWei: 0n,
    bondPayee: "",
    bondReason: "BondReturned",
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
