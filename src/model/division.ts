import type { DivisionOutcome } from "./enums.ts";
import type { TransactionRecord } from "./record.ts";

/** How a pot was divided between regions by votes; amounts in wei, as the chain says. */
export interface Division {
  readonly divisionId: string;
  readonly pot: string;
  readonly outcome: DivisionOutcome;
  /** Identities that voted, and how many had to. */
  readonly voters: string;
  readonly quorum: string;
  /** What was approved for nobody. */
  readonly remainder: string;
  readonly parts: readonly DivisionPart[];
  readonly ballots: readonly DivisionBallot[];
  /** From the first vote to the conclusion; what opened it is the decision's. */
  readonly transactions: readonly TransactionRecord[];
}

export interface DivisionPart {
  readonly region: string;
  readonly executor: string;
  readonly votes: string;
  readonly part: string;
  /** The region's approval afterwards, a total over the executor's life. */
  readonly approved: string;
}

/** Where an identity's last statement of its votes left it. */
export interface DivisionBallot {
  readonly identity: string;
  readonly voter: string;
  /** In the order of the parts. */
  readonly votes: readonly string[];
  /** The squares of its votes, out of the allowance of a ballot. */
  readonly credits: string;
}
