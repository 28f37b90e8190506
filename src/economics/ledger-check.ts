import type { Position, SteadyState } from "../model/readings.ts";
import { Books, type Movement, type Totals } from "./books.ts";

/** What was read from the chain after a block. */
export interface Reading {
  readonly block: number;
  readonly positions: readonly Position[];
  readonly totals: SteadyState["totals"];
}

/** Where the books and a reading of the chain part. */
export interface Disagreement<From extends Reading = Reading> {
  readonly reading: From;
  readonly whose: string;
  readonly what: string;
  readonly bookedWei: bigint;
  readonly shown: string;
}

type Difference = Omit<Disagreement, "reading">;

const NOTHING = { balanceWei: 0n, stakedWei: 0n, claimableWei: 0n };

/**
 * Holds movements against what was read from the chain on the way. Empty if they agree to the wei.
 *
 * @param movements in the chain's order.
 */
export function checkReadings<From extends Reading>(
  movements: readonly Movement[],
  readings: readonly From[],
): Disagreement<From>[] {
  const books = new Books();
  let posted = 0;
  return readings
    .toSorted((a, b) => a.block - b.block)
    .flatMap((reading) => {
      const until = movements.findIndex(({ block }, index) => index >= posted && block > reading.block);
      const end = until < 0 ? movements.length : until;
      for (const movement of movements.slice(posted, end)) books.post(movement);
      posted = end;
      return checkReading(books, reading).map((difference) => ({ reading, ...difference }));
    });
}

function checkReading(books: Books, { positions, totals }: Reading): Difference[] {
  return [...checkTotals(books.totals(), totals), ...checkPositions(books, positions)];
}

/** A reading of positions shows everybody who holds anything. */
function checkPositions(books: Books, positions: readonly Position[]): Difference[] {
  if (positions.length === 0) return [];
  const accounts = books.accounts();
  const shown = new Set(positions.map(({ address }) => address));
  const left = [...accounts].filter(([address]) => !shown.has(address));
  return [
    ...positions.flatMap((position) => checkPosition(accounts.get(position.address) ?? NOTHING, position)),
    ...left.flatMap(([address, account]) =>
      checkPosition(account, { label: address, address, balance: "0", staked: "0", claimable: "0" }),
    ),
  ];
}

function checkPosition(booked: typeof NOTHING, position: Position): Difference[] {
  return [
    ...compare(position.label, "balance", booked.balanceWei, position.balance),
    ...compare(position.label, "staked", booked.stakedWei, position.staked),
    ...compare(position.label, "claimable", booked.claimableWei, position.claimable),
  ];
}

function checkTotals(booked: Totals, shown: SteadyState["totals"]): Difference[] {
  return [
    ...compare("StakeManager", "staked", booked.stakedWei, shown.staked),
    ...compare("StakeManager", "unbonding", booked.unbondingWei, shown.unbonding),
    ...compare("StakeManager", "escrowed", booked.escrowedWei, shown.escrowed),
    ...compare("StakeManager", "claimable", booked.claimableWei, shown.claimable),
  ];
}

function compare(whose: string, what: string, bookedWei: bigint, shown: string): Difference[] {
  return bookedWei.toString() === shown ? [] : [{ whose, what, bookedWei, shown }];
}
