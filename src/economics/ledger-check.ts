import type { Ledger, Totals } from "./ledger.ts";

/** What somebody holds by a reading of the chain, decimal wei, as `stake.json` has it. */
export interface ShownPosition {
  readonly label: string;
  /** EIP-55. */
  readonly address: string;
  readonly balance: string;
  readonly staked: string;
  readonly claimable: string;
}

/** StakeManager's totals by a reading of the chain, decimal wei. */
export interface ShownTotals {
  readonly staked: string;
  readonly unbonding: string;
  readonly escrowed: string;
  readonly claimable: string;
}

/** Where the books and a reading of the chain part. */
export interface Disagreement {
  readonly whose: string;
  readonly what: string;
  readonly bookedWei: bigint;
  readonly shown: string;
}

const NOTHING = { balanceWei: 0n, stakedWei: 0n, claimableWei: 0n };

/** Holds the books against positions and totals that were read from the chain. Empty if they agree to the wei. */
export function checkLedger(
  ledger: Ledger,
  positions: readonly ShownPosition[],
  totals: ShownTotals,
): Disagreement[] {
  return [
    ...positions.flatMap((position) => checkPosition(ledger, position)),
    ...checkTotals(ledger.totals, totals),
  ];
}

function checkPosition({ accounts }: Ledger, position: ShownPosition): Disagreement[] {
  const { balanceWei, stakedWei, claimableWei } = accounts.get(position.address) ?? NOTHING;
  return [
    ...compare(position.label, "balance", balanceWei, position.balance),
    ...compare(position.label, "staked", stakedWei, position.staked),
    ...compare(position.label, "claimable", claimableWei, position.claimable),
  ];
}

function checkTotals(booked: Totals, shown: ShownTotals): Disagreement[] {
  return [
    ...compare("StakeManager", "staked", booked.stakedWei, shown.staked),
    ...compare("StakeManager", "unbonding", booked.unbondingWei, shown.unbonding),
    ...compare("StakeManager", "escrowed", booked.escrowedWei, shown.escrowed),
    ...compare("StakeManager", "claimable", booked.claimableWei, shown.claimable),
  ];
}

function compare(whose: string, what: string, bookedWei: bigint, shown: string): Disagreement[] {
  return bookedWei.toString() === shown ? [] : [{ whose, what, bookedWei, shown }];
}
