import { BPS } from "../model/units.ts";
import type { SplitAttack } from "../model/vote-measures.ts";
import { ceilDiv, sqrt } from "./fixed-point.ts";

/** What holding `votes` votes on a proposal costs, in voice credits. */
export function quadraticCost(votes: bigint): bigint {
  return votes * votes;
}

/** What raising votes on a proposal costs: the difference of the squares, not the square of the difference. */
export function raiseCost(votesBefore: bigint, votes: bigint): bigint {
  return quadraticCost(votes) - quadraticCost(votesBefore);
}

/** The most votes that `credits`, the allowance of a ballot, buy on one side of it. */
export function maxVotes(credits: bigint): bigint {
  return sqrt(credits);
}

/** The votes, for and abstaining together, that a proposal needs: a part of what all identities could cast, rounded up. */
export function quorumVotes(quorumBps: bigint, identities: bigint, ballotCredits: bigint): bigint {
  return ceilDiv(quorumBps * identities * maxVotes(ballotCredits), BPS);
}

/**
 * The gain from splitting: k identities with c credits each cast k·√c votes, one identity with k·c credits √(k·c); the gain
 * over pooling is √k, over a single honest identity k.
 *
 * @param controlled k, the identities that the attacker controls.
 * @param identities n, all identities, the attacker's among them; above zero.
 */
export function splitAttack(controlled: bigint, identities: bigint, ballotCredits: bigint): SplitAttack {
  const honestVotes = maxVotes(ballotCredits);
  return {
    honestVotes,
    attackerVotes: controlled * honestVotes,
    shareBps: (controlled * BPS) / identities,
    pooledVotes: maxVotes(controlled * ballotCredits),
  };
}
