/** Somebody who ever had a weight in a judging role. */
export interface Candidate {
  readonly account: string;
  /** At the second that is drawn from: a validator's stake, one for a member of the council. */
  readonly weightWei: bigint;
  /** Still held the role in the second of the seed block. */
  readonly holdsRole: boolean;
  /** Takes no part: a party, whoever kept silent in the round before, or for a jury whoever sat on a committee. */
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
  /** The same, with those excluded who still held the role. */
  readonly totalWei: bigint;
}

/** A draw takes as many attempts as it has seats, and this many. */
const SPARE_ATTEMPTS = 64;

/**
 * Draws seats as `ISortitionPool.draw`: with replacement, each by weight. An attempt takes the candidate at which the
 * running sum of weights first exceeds random(attempt) mod (their total); whoever has lost the role is taken out, and the
 * seat is drawn again.
 *
 * @param candidates in order of their first weight.
 * @param random keccak256(abi.encode(seed, attempt)) as an unsigned integer.
 */
export function drawSeats(
  candidates: readonly Candidate[],
  seats: number,
  random: (attempt: number) => bigint,
): Sortition {
  const taken = new Map<string, number>();
  let left = candidates.filter(({ isExcluded }) => !isExcluded);
  let eligibleWei = weightOf(left);
  const barredWei = weightOf(candidates.filter(({ isExcluded, holdsRole }) => isExcluded && holdsRole));
  let filled = 0;
  for (let n = 0; n < seats + SPARE_ATTEMPTS && filled < seats && eligibleWei > 0n; n++) {
    const drawn = candidateAt(left, random(n) % eligibleWei);
    if (drawn.holdsRole) {
      taken.set(drawn.account, (taken.get(drawn.account) ?? 0) + 1);
      filled += 1;
    } else {
      left = left.filter((candidate) => candidate !== drawn);
      eligibleWei -= drawn.weightWei;
    }
  }
  const members = [...taken].map(([account, count]) => ({ account, seats: count }));
  return { members, eligibleWei, totalWei: eligibleWei + barredWei };
}

function weightOf(candidates: readonly Candidate[]): bigint {
  return candidates.reduce((sum, { weightWei }) => sum + weightWei, 0n);
}

function candidateAt(candidates: readonly Candidate[], point: bigint): Candidate {
  let sumWei = 0n;
  for (const candidate of candidates) {
    sumWei += candidate.weightWei;
    if (sumWei > point) return candidate;
  }
  throw new RangeError(`the point ${point} lies beyond the total weight ${sumWei}`);
}
