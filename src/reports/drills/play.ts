import type { AddressEntry, TransactionRecord } from "../../model/record.ts";
import type { DrillScene } from "../../records/drills/scene.ts";

/** A drill that was rehearsed: what it is about, and every transaction of it, in the chain's order. */
export interface DrillPlay extends DrillScene {
  readonly contracts: readonly AddressEntry[];
  readonly transactions: readonly TransactionRecord[];
}

/** The drill's calls of one function. */
export function callsOf({ transactions }: DrillPlay, name: string): TransactionRecord[] {
  return transactions.filter((record) => record.function === name);
}
