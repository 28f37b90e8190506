import { HEARINGS } from "./course-time.ts";
import { min } from "./fixed-point.ts";
import { partUp } from "./shares.ts";

/** How juries grow from one hearing of a dispute to the next, as `JuryMath`. Hearings are numbered from 1. */

/** Seats of a hearing: `jurySize`, then twice as many and one. */
export function jurySeats(jurySize: number, hearing: number): number {
  return (jurySize + 1) * 2 ** (hearing - 1) - 1;
}

/** Seats of a hearing that must be funded: as large a part as of the first, rounded up. */
export function juryQuorumOf(
  { jurySize, juryQuorum }: { readonly jurySize: number; readonly juryQuorum: number },
  hearing: number,
): number {
  return Math.ceil((juryQuorum * jurySeats(jurySize, hearing)) / jurySize);
}

/** What a member of the council stakes at least to be drawn: it covers a quorum of a first jury's seats. */
export function councilStakeWei({ juryQuorum }: { readonly juryQuorum: number }, lockWei: bigint): bigint {
  return BigInt(juryQuorum) * lockWei;
}

/** What a jury's seats lock and cost, and what its claimant can lose, by the terms. */
export interface ClaimTerms {
  readonly bondBps: number | bigint;
  readonly jurySize: number;
  readonly jurorLockWei: bigint;
  readonly seatFeeBps: number;
}

/** Stake that each seat of a jury locks; of a job that is worth less, its worth. */
export function jurorLockWei(worthWei: bigint, terms: Pick<ClaimTerms, "jurorLockWei">): bigint {
  return min(terms.jurorLockWei, worthWei);
}

/** What each seat of a jury costs whoever claims something before it. */
export function jurorFeeWei(
  worthWei: bigint,
  terms: Pick<ClaimTerms, "jurorLockWei" | "seatFeeBps">,
): bigint {
  return partUp(jurorLockWei(worthWei, terms), terms.seatFeeBps);
}

/** What may come back of a hearing's bond: twice as much as of the one before. */
export function hearingBondWei(
  worthWei: bigint,
  terms: Pick<ClaimTerms, "bondBps">,
  hearing: number,
): bigint {
  return partUp(worthWei, terms.bondBps) << BigInt(hearing - 1);
}

/** All that the claimant of a hearing posts: what may come back, and the fees of its jury's seats. */
export function postedWei(worthWei: bigint, terms: ClaimTerms, hearing: number): bigint {
  const seats = BigInt(jurySeats(terms.jurySize, hearing));
  return hearingBondWei(worthWei, terms, hearing) + seats * jurorFeeWei(worthWei, terms);
}

/** What one claimant posts at most through all hearings, as `IJobTerms.bondsWei`. */
export function bondsWei(worthWei: bigint, terms: ClaimTerms): bigint {
  const hearings = Array.from({ length: HEARINGS }, (_, index) => index + 1);
  return hearings.reduce((sum, hearing) => sum + postedWei(worthWei, terms, hearing), 0n);
}
