/** The system at one block, as far as drills may disturb it. */
export interface SteadyState {
  readonly block: number;
  readonly paused: boolean;
  readonly temperature: string;
  /** Basis points. */
  readonly roleShares: {
    readonly agents: string;
    readonly validators: string;
    readonly operators: string;
    readonly employers: string;
  };
  /** Wei held for each purpose by StakeManager. */
  readonly totals: {
    readonly staked: string;
    readonly unbonding: string;
    readonly escrowed: string;
    readonly claimable: string;
  };
}

/** What somebody holds once everything is claimed, wei. */
export interface Position {
  readonly label: string;
  readonly address: string;
  readonly balance: string;
  readonly staked: string;
  readonly claimable: string;
}
