/** Somebody who ever had a weight in a judging role. */
export interface Candidate {
  readonly account: string;
  /** At the second that is drawn from: a validator's stake, one for a member of the council that staked enough. */
  readonly weightWei: bigint;
  /** Still held the role in the second of the seed block. */
  readonly holdsRole: boolean;
  /** Takes no part: a party, whoever kept silent in the round before, for a jury whoever sat on a committee or claims. */
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

/** Candidates with the running sums of their weights: many draws can be made from it. */
export interface Urn {
  readonly candidates: readonly Candidate[];
  /** At each place the weight of its candidate and all before it. */
  readonly sumsWei: readonly bigint[];
  readonly eligibleWei: bigint;
  /** Of those excluded who still held the role. */
  readonly barredWei: bigint;
}

/** @param candidates in order of their first weight. */
export function urnOf(candidates: readonly Candidate[]): Urn {
  const left = candidates.filter(({ isExcluded }) => !isExcluded);
  return {
    ...summed(left),
    barredWei: weightOf(candidates.filter((one) => one.isExcluded && one.holdsRole)),
  };
}

/** Draws seats from the urn of some candidates, as {@link drawFrom}. */
export function drawSeats(
  candidates: readonly Candidate[],
  seats: number,
  random: (attempt: number) => bigint,
): Sortition {
  return drawFrom(urnOf(candidates), seats, random);
}

/**
 * Draws seats as `ISortitionPool.draw`: with replacement, each by weight. An attempt takes the candidate at which the
 * running sum of weights first exceeds random(attempt) mod (their total); whoever has lost the role is taken out, and the
 * seat is drawn again.
 *
 * @param random keccak256(abi.encode(seed, attempt)) as an unsigned integer.
 */
export function drawFrom(
  { barredWei, ...urn }: Urn,
  seats: number,
  random: (attempt: number) => bigint,
): Sortition {
  const taken = new Map<string, number>();
  let left: Omit<Urn, "barredWei"> = urn;
  let filled = 0;
  for (let n = 0; n < seats + SPARE_ATTEMPTS && filled < seats && left.eligibleWei > 0n; n++) {
    const drawn = candidateAt(left, random(n) % left.eligibleWei);
    if (drawn.holdsRole) {
      taken.set(drawn.account, (taken.get(drawn.account) ?? 0) + 1);
      filled += 1;
    } else {
      left = summed(left.candidates.filter((candidate) => candidate !== drawn));
    }
  }
  const members = [...taken].map(([account, count]) => ({ account, seats: count }));
  return { members, eligibleWei: left.eligibleWei, totalWei: left.eligibleWei + barredWei };
}

function summed(candidates: readonly Candidate[]): Omit<Urn, "barredWei"> {
  let eligibleWei = 0n;
  const sumsWei = candidates.map(({ weightWei }) => {
    eligibleWei += weightWei;
    return eligibleWei;
  });
  return { candidates, sumsWei, eligibleWei };
}

function weightOf(candidates: readonly Candidate[]): bigint {
  return candidates.reduce((sum, { weightWei }) => sum + weightWei, 0n);
}

/** By halves: the first whose sum is above the point, which is below the last sum. */
function candidateAt({ candidates, sumsWei }: Omit<Urn, "barredWei">, point: bigint): Candidate {
  let [low, high] = [0, sumsWei.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sumsWei[middle] as bigint) > point) high = middle;
    else low = middle + 1;
  }
  return candidates[low] as Candidate;
}
