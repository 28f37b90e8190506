import { BPS } from "../model/units.ts";

export type Choice = "approve" | "reject";
export type Verdict = "approved" | "rejected" | "inconclusive";

/** One member of a committee or jury; `choice` is null where nothing was revealed. */
export interface Ballot {
  readonly account: string;
  readonly weightWei: bigint;
  readonly choice: Choice | null;
}

/** What a round of a committee decides, as `ValidationModule.closeRound`. */
export function committeeVerdict(
  ballots: readonly Ballot[],
  { quorum, approvalBps }: { readonly quorum: number; readonly approvalBps: bigint },
): Verdict {
  const revealed = ballots.filter(({ choice }) => choice !== null);
  if (revealed.length < quorum) return "inconclusive";
  const approvedWei = weightOf(revealed.filter(({ choice }) => choice === "approve"));
  return approvedWei * BPS >= weightOf(revealed) * approvalBps ? "approved" : "rejected";
}

/** What a jury decides, as `DisputeModule`: one vote each; inconclusive without a quorum and for a tie. */
export function juryVerdict(ballots: readonly Ballot[], quorum: number): Verdict {
  const approvals = ballots.filter(({ choice }) => choice === "approve").length;
  const rejections = ballots.filter(({ choice }) => choice === "reject").length;
  if (approvals + rejections < quorum || approvals === rejections) return "inconclusive";
  return approvals > rejections ? "approved" : "rejected";
}

function weightOf(ballots: readonly Ballot[]): bigint {
  return ballots.reduce((sum, { weightWei }) => sum + weightWei, 0n);
}
