import type { Decider, Outcome, SlashReason } from "./enums.ts";

/** A dispute of a job as the chain heard it. */
export interface ReportedDispute {
  /** The job, or the drill whose job it was. */
  readonly title: string;
  /** The drill's id; null of a plan's job. */
  readonly drill: string | null;
  readonly hearings: readonly ReportedHearing[];
  readonly outcome: Outcome;
  readonly decidedBy: Decider;
  /** Jurors' fees, and bonds that went back or to the other party. */
  readonly paid: readonly { readonly who: string; readonly amountWei: bigint; readonly reason: string }[];
}

export interface ReportedHearing {
  readonly number: number;
  /** Who said that what stood was wrong; null where no committee decided anything. */
  readonly claimant: string | null;
  readonly bondWei: bigint;
  /** Whom its jury was drawn from; the owner where none could be had. */
  readonly body: "council" | "validators" | "owner";
  /** Why no jury could be had. */
  readonly absence: string | null;
  readonly seats: SeatCount;
  /** What its jury said; null if nothing. */
  readonly verdict: Outcome | null;
  readonly slashed: readonly ReportedSlash[];
}

export interface SeatCount {
  readonly drawn: number;
  readonly unfunded: number;
  readonly committed: number;
  readonly approved: number;
  readonly rejected: number;
}

export interface ReportedSlash {
  readonly who: string;
  readonly amountWei: bigint;
  readonly reason: SlashReason;
}
