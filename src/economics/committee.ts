/** Somebody who ever staked as validator. */
export interface Candidate {
  readonly account: string;
  /** Stake at the second of the draw. */
  readonly weightWei: bigint;
  /** Held the role at that second. */
  readonly isValidator: boolean;
  /** Takes no part: employer, agent, operator, or whoever kept silent in the round before. */
  readonly isExcluded: boolean;
}

export interface Seated {
  readonly account: string;
  readonly seats: number;
}

/** What a draw comes to. */
export interface Sortition {
  /** Each once, in order of its first seat. */
  readonly members: readonly Seated[];
  /** The weight that was not taken out. */
  readonly eligibleWei: bigint;
}

/** A draw takes as many attempts as it has seats, and this many. */
const SPARE_ATTEMPTS = 16;

/**
 * Draws seats as `ISortitionPool.draw`: with replacement, each by stake. An attempt takes the candidate at which the
 * running sum of weights first exceeds random(attempt) mod (their total); whoever lacks the role is taken out, and the
 * seat is drawn again.
 *
 * @param candidates in order of their first stake.
 * @param random keccak256(abi.encode(seed, attempt)) as an unsigned integer.
 */
export function drawSeats(
  candidates: readonly Candidate[],
  seats: number,
  random: (attempt: number) => bigint,
): Sortition {
  const taken = new Map<string, number>();
  let left = candidates.filter(({ isExcluded }) => !isExcluded);
  let eligibleWei = left.reduce((sum, { weightWei }) => sum + weightWei, 0n);
  let filled = 0;
  for (let n = 0; n < seats + SPARE_ATTEMPTS && filled < seats && eligibleWei > 0n; n++) {
    const drawn = candidateAt(left, random(n) % eligibleWei);
    if (drawn.isValidator) {
      taken.set(drawn.account, (taken.get(drawn.account) ?? 0) + 1);
      filled += 1;
    } else {
      left = left.filter((candidate) => candidate !== drawn);
      eligibleWei -= drawn.weightWei;
    }
  }
  return { members: [...taken].map(([account, count]) => ({ account, seats: count })), eligibleWei };
}

function candidateAt(candidates: readonly Candidate[], point: bigint): Candidate {
  let sumWei = 0n;
  for (const candidate of candidates) {
    sumWei += candidate.weightWei;
    if (sumWei > point) return candidate;
  }
  throw new RangeError(`the point ${point} lies beyond the total weight ${sumWei}`);
}
