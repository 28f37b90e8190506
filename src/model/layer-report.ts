import type { Outcome } from "./enums.ts";

/**
 * What the reports of both layers begin and end with. Texts of plans are attacker-controlled, escaped where they are
 * printed.
 */
export interface ReportBase {
  readonly initiative: string;
  readonly objective: string;
  readonly currency: string;
  /** The layer's last. */
  readonly block: number;
  /** Who plays the addresses that a plan names, as far as it names any. */
  readonly standIns: readonly StandIn[];
}

export interface StandIn {
  /** The address in the plan. */
  readonly plays: string;
  readonly address: string;
}

/** What was drawn for a job, and what the chain made of it. */
export interface ReportedCourse {
  readonly id: string;
  readonly isPosted: boolean;
  readonly drawn: string;
  readonly came: string;
}

/** One job of a layer, as the chain settled it. */
export interface SettledJob {
  readonly id: string;
  readonly title: string;
  /** The label of its account. */
  readonly agent: string;
  readonly rewardWei: bigint;
  readonly outcome: Outcome;
  readonly settledInBlock: number;
  /** Path of the receipt that settles it, relative to OUT. */
  readonly receipt: string;
}
