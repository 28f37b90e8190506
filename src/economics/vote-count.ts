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
  /** Who could not sit when it was drawn: its seats count, but nobody votes with them, and they cost nothing. */
  readonly isEmpty?: boolean;
}

/**
 * What a round of a committee decides by all of its seats, as `ValidationModule.closeRound`: only what those that did not
 * reveal could not have turned. A refused one has no ballots.
 */
export function committeeVerdict(
  ballots: readonly Ballot[],
  { approvalBps }: { readonly approvalBps: bigint },
): Verdict {
  const { all, approvals, rejections } = countOf(ballots);
  if (all === 0) return "inconclusive";
  const neededBps = BigInt(all) * approvalBps;
  if (BigInt(approvals) * BPS >= neededBps) return "approved";
  return BigInt(all - rejections) * BPS < neededBps ? "rejected" : "inconclusive";
}

/** What a jury decides, as `DisputeModule`: one vote a seat; inconclusive without a majority of all seats. */
export function juryVerdict(ballots: readonly Ballot[]): Verdict {
  const { all, approvals, rejections } = countOf(ballots);
  if (2 * approvals > all) return "approved";
  return 2 * rejections > all ? "rejected" : "inconclusive";
}

function countOf(ballots: readonly Ballot[]): Readonly<Record<"all" | "approvals" | "rejections", number>> {
  return {
    all: seatsOf(ballots),
    approvals: seatsOf(ballots.filter(({ choice }) => choice === "approve")),
    rejections: seatsOf(ballots.filter(({ choice }) => choice === "reject")),
  };
}

/** @returns how many seats some members have together */
export function seatsOf(members: readonly { readonly seats: number }[]): number {
  return members.reduce((sum, { seats }) => sum + seats, 0);
}
