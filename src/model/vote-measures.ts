/** What somebody gains who controls several admitted identities. */
export interface SplitAttack {
  /** Votes of one identity that spends all its credits on one proposal. */
  readonly honestVotes: bigint;
  /** Votes of all the attacker's identities together. */
  readonly attackerVotes: bigint;
  /** The attacker's part of all votes that can be cast, in basis points, rounded down. */
  readonly shareBps: bigint;
  /** Votes that one identity would have if it held the attacker's credits together. */
  readonly pooledVotes: bigint;
}

/** One proposal's vote, read as an attack by the first k of its n voters that voted with the winning side. */
export interface SplitMeasure {
  readonly proposal: string;
  readonly proposalId: string;
  readonly state: string;
  /** n, the identities that voted. */
  readonly identities: number;
  /** Voice credits that each of them spent on it. */
  readonly creditsEach: string;
  readonly attackers: readonly Attacker[];
}

export interface Attacker {
  /** k, the identities that vote as one. */
  readonly controlled: number;
  /** What the chain counted for them. */
  readonly measured: {
    readonly votes: string;
    readonly credits: string;
    /** Their part of all votes of this proposal, basis points, rounded down. */
    readonly shareBps: string;
    readonly transactions: readonly string[];
  };
  readonly formula: SplitAttack;
}

/** How validators agreed, counted over the seats of committees; parts in basis points, rounded down. */
export interface Consensus {
  readonly committees: number;
  readonly votes: number;
  readonly approvals: number;
  readonly silent: number;
  /** Approvals over votes; `null` where there was none. */
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
