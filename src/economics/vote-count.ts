import { BPS } from "../model/units.ts";

export type Choice = "approve" | "reject";
export type Verdict = "approved" | "rejected" | "inconclusive";

/** One member of a committee or jury; `choice` is null where nothing was revealed. */
export interface Ballot {
  readonly account: string;
  /** Votes that it casts with one choice. */
  readonly seats: number;
  /** What was locked for its seats. */
  readonly lockedWei: bigint;
  readonly choice: Choice | null;
}

/** What a round of a committee decides by its seats, as `ValidationModule.closeRound`. A refused one has no ballots. */
export function committeeVerdict(
  ballots: readonly Ballot[],
  { quorum, approvalBps }: { readonly quorum: number; readonly approvalBps: bigint },
): Verdict {
  const revealed = ballots.filter(({ choice }) => choice !== null);
  const revealedSeats = seatsOf(revealed);
  if (revealedSeats < quorum) return "inconclusive";
  const approvedSeats = seatsOf(revealed.filter(({ choice }) => choice === "approve"));
  return BigInt(approvedSeats) * BPS >= BigInt(revealedSeats) * approvalBps ? "approved" : "rejected";
}

/** What a jury decides, as `DisputeModule`: one vote a seat; inconclusive without a quorum and for a tie. */
export function juryVerdict(ballots: readonly Ballot[], quorum: number): Verdict {
  const approvals = seatsOf(ballots.filter(({ choice }) => choice === "approve"));
  const rejections = seatsOf(ballots.filter(({ choice }) => choice === "reject"));
  if (approvals + rejections < quorum || approvals === rejections) return "inconclusive";
  return approvals > rejections ? "approved" : "rejected";
}

/** @returns how many seats some members have together */
export function seatsOf(members: readonly { readonly seats: number }[]): number {
  return members.reduce((sum, { seats }) => sum + seats, 0);
}
