import { BPS } from "../model/units.ts";

/** @returns the part of an amount, rounded up: a demand is never a fraction too low */
export function shareOf(amountWei: bigint, shareBps: number): bigint {
  return (amountWei * BigInt(shareBps) + BPS - 1n) / BPS;
}

/** What an agent stakes when its plan does not say: what its jobs demand plus a quarter, rounded up. */
export function defaultAgentStake(demandWei: bigint): bigint {
  return (demandWei * 5n + 3n) / 4n;
}
