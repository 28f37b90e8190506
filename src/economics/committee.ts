/** Somebody who ever staked as validator. */
export interface Candidate {
  readonly account: string;
  /** Stake at the second of the draw. */
  readonly weightWei: bigint;
  /** Holds the role, has the stake that a seat locks, and is not excluded. */
  readonly canSit: boolean;
}

export interface Seat {
  readonly account: string;
  readonly weightWei: bigint;
}

/** A draw takes at most twice the seats and this many candidates. */
const SPARE_ATTEMPTS = 16;

/**
 * Draws a committee as `StakeManager.drawValidators`: without replacement, weighted by stake. Attempt n takes the
 * candidate at which the running sum of untaken weights first exceeds random(n) mod (their total); whoever cannot sit
 * is taken out all the same.
 *
 * @param candidates in order of their first stake.
 * @param random keccak256(abi.encode(seed, attempt)) as an unsigned integer.
 * @returns at most `seats`, in order of the draw.
 */
export function drawCommittee(
  candidates: readonly Candidate[],
  seats: number,
  random: (attempt: number) => bigint,
): Seat[] {
  const members: Seat[] = [];
  let left = candidates;
  let remainingWei = candidates.reduce((sum, { weightWei }) => sum + weightWei, 0n);
  const attempts = seats * 2 + SPARE_ATTEMPTS;
  for (let n = 0; n < attempts && members.length < seats && remainingWei > 0n; n++) {
    const taken = candidateAt(left, random(n) % remainingWei);
    left = left.filter((candidate) => candidate !== taken);
    remainingWei -= taken.weightWei;
    if (taken.canSit) members.push({ account: taken.account, weightWei: taken.weightWei });
  }
  return members;
}

function candidateAt(candidates: readonly Candidate[], point: bigint): Candidate {
  let sumWei = 0n;
  for (const candidate of candidates) {
    sumWei += candidate.weightWei;
    if (sumWei > point) return candidate;
  }
  throw new RangeError(`the point ${point} lies beyond the total weight ${sumWei}`);
}
