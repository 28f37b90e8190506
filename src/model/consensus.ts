/** How validators agreed, counted over committees; weights in wei, parts in basis points, rounded down. */
export interface Consensus {
  readonly committees: number;
  readonly votes: number;
  readonly approvals: number;
  readonly silent: number;
  readonly approvedWeight: string;
  readonly totalWeight: string;
  /** Approved weight over total weight; `null` where nobody voted. */
  readonly approvalBps: number | null;
  /** Votes that were never revealed over all votes; `null` where there was none. */
  readonly silentBps: number | null;
}

export interface ConsensusComparison {
  /** The nation's drills included. */
  readonly national: Consensus;
  readonly planetary: Consensus;
  /** Planetary less national, basis points; `null` where one of them has nothing to compare. */
  readonly delta: { readonly approvalBps: number | null; readonly silentBps: number | null };
}
