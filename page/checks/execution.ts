import type { AddressEntry, TransactionRecord } from "../../src/model/record.ts";
import { recordsIn } from "../../src/records/located-records.ts";
import { GENESIS_FILE, JOURNAL } from "../../src/support/payload.ts";
import type { Payload } from "../payload.ts";

/** What a worker is asked to execute; all of it but the contracts is of the payload, and attacker-controlled. */
export interface ExecutionRequest {
  readonly journal: string;
  readonly genesis: string;
  /** Every transaction that the payload's receipts show, as often as they do. */
  readonly records: readonly TransactionRecord[];
  /** Who lives where, as the payload's receipts say. */
  readonly entries: readonly AddressEntry[];
  /** The ABI and creation code of each contract, by its name. */
  readonly contracts: string;
}

export interface ExecutionProgress {
  readonly kind: "progress";
  readonly block: number;
  readonly blocks: number;
}

export interface ExecutionEnd {
  readonly kind: "end";
  /** Every block came out with the hash and the state root that the journal names. */
  readonly complete: boolean;
  /** Why it ended before the journal did; empty if it did not. */
  readonly stopped: string;
  readonly block: number;
  readonly blocks: number;
  readonly transactions: number;
  readonly stateRoot: string;
  /** Records that were compared with what executing gave: calls, outcomes, gas, events with all their arguments. */
  readonly compared: number;
  /** Records of transactions that were not executed. */
  readonly unreached: number;
  /** What differs, a sentence each. */
  readonly findings: readonly string[];
}

export type ExecutionMessage = ExecutionProgress | ExecutionEnd;

/** What a payload gives to be executed; `null` if it has no journal, or none that the page took in. */
export function requestOf(payload: Payload, contracts: string): ExecutionRequest | null {
  const journal = payload.text(JOURNAL);
  if (journal === undefined) return null;
  const receipts = payload.paths.filter((path) => path.endsWith(".json") && path.startsWith("reports/"));
  return {
    journal,
    genesis: payload.text(GENESIS_FILE) ?? "",
    records: receipts.flatMap((path) => recordsIn(payload.raw(path))),
    entries: payload
      .receipts("national-deploy", "planetary-deploy")
      .flatMap(({ document }) => [...document.contracts]),
    contracts,
  };
}
