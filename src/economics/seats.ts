import { max, min } from "./fixed-point.ts";
import { partUp } from "./shares.ts";

/** Each job pays beforehand for a first committee and for the one that a missed quorum leads to. */
const ROUNDS = 2n;

/** The terms have 96 bits for it. */
const MOST_LOCK_WEI = 2n ** 96n - 1n;

/** What a seat locks at most: as much as the dearest job asks for it. */
export function seatLockOfTerms(validatorStakesWei: readonly bigint[]): bigint {
  return min(validatorStakesWei.reduce(max, 0n), MOST_LOCK_WEI);
}

/** What the terms say of a committee's seats. */
export interface SeatTerms {
  readonly committeeSize: number;
  readonly seatFeeBps: number;
  /** What a seat locks at most. */
  readonly seatLockWei: bigint;
}

/** What a job gives out to those who take part in it. */
export interface Stakes {
  readonly rewardWei: bigint;
  readonly bonusCapWei: bigint;
}

/** Stake that each seat of a job's committee locks. */
export function seatLockWei(
  { rewardWei, bonusCapWei }: Stakes,
  terms: Pick<SeatTerms, "seatLockWei">,
): bigint {
  return min(terms.seatLockWei, rewardWei + bonusCapWei);
}

/** What each seat that is seated costs the employer. */
export function seatFeeWei(job: Stakes, terms: Pick<SeatTerms, "seatLockWei" | "seatFeeBps">): bigint {
  return partUp(seatLockWei(job, terms), terms.seatFeeBps);
}

/** What a job's employer escrows for the seats of both rounds. */
export function seatFeesWei(job: Stakes, terms: SeatTerms): bigint {
  return ROUNDS * BigInt(terms.committeeSize) * seatFeeWei(job, terms);
}
