/** What a committee or jury member does with its vote. */
export type Ballot = "approve" | "reject" | "never-reveal" | "absent";

/** One vote in full: with chain id, module and job, enough to recompute the commitment from the receipt alone. */
export interface Handshake {
  readonly body: "committee" | "jury";
  /** Address of the contract that counts. */
  readonly module: string;
  readonly jobId: string;
  /** `null` for a jury. */
  readonly round: string | null;
  readonly voter: string;
  readonly handle: string;
  /** Stake in wei; a juror's vote weighs 1. */
  readonly weight: string;
  readonly ballot: Ballot;
  readonly choice: number;
  readonly salt: string;
  readonly commitment: string;
}
