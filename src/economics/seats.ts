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

/**
 * Stake that each seat of a job's committee locks.
 *
 * @param worthWei what there is to be earned: the job's reward and its bonus as it stands at the submission.
 */
export function seatLockWei(worthWei: bigint, terms: Pick<SeatTerms, "seatLockWei">): bigint {
  return min(terms.seatLockWei, worthWei);
}

/** What each seat that is seated costs the employer. */
export function seatFeeWei(worthWei: bigint, terms: Pick<SeatTerms, "seatLockWei" | "seatFeeBps">): bigint {
  return partUp(seatLockWei(worthWei, terms), terms.seatFeeBps);
}

/** What the seats of both rounds cost: a job's employer escrows it as if the bonus were its cap. */
export function seatFeesWei(worthWei: bigint, terms: SeatTerms): bigint {
  return ROUNDS * BigInt(terms.committeeSize) * seatFeeWei(worthWei, terms);
}
