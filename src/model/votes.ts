/** What a committee or jury member does with its vote. */
export type Ballot = "approve" | "reject" | "never-reveal" | "absent";

/** One vote in full: with chain id, module and job, enough to recompute the commitment from the receipt alone. */
export interface Handshake {
  readonly body: "committee" | "jury";
  /** Address of the contract that counts. */
  readonly module: string;
  readonly jobId: string;
  /** Of a committee its round, of a jury its hearing. */
  readonly round: string;
  readonly voter: string;
  readonly handle: string;
  /** Votes that the one choice casts. */
  readonly seats: number;
  /** Those of them that the member's stake no longer covered. */
  readonly unfundedSeats: number;
  /** What was locked for them, wei. */
  readonly locked: string;
  readonly ballot: Ballot;
  readonly choice: number;
  readonly salt: string;
  readonly commitment: string;
}
