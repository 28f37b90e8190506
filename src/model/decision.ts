import type { ArgumentRecord, Read, TransactionRecord } from "./record.ts";
import type { ValueDifference } from "./state-differences.ts";

/** What was computed, or why it could not be. */
export type Stated<Value> = Value | { readonly couldNotBeComputed: string };

export interface StorageDifference {
  readonly contract: string;
  readonly address: string;
  readonly slot: string;
  readonly before: string;
  readonly after: string;
  /** What of it changed, by name; left out where the layout of that contract or the key of a mapping is not known. */
  readonly values?: readonly ValueDifference[];
}

/** Of the native coin, wei. */
export interface CoinDifference {
  readonly account: string;
  readonly address: string;
  readonly before: string;
  readonly after: string;
}

export function isStated<Value>(value: Stated<readonly Value[]>): value is readonly Value[] {
  return Array.isArray(value);
}

/** What somebody holds of the token, wei. */
export interface TokenDifference {
  readonly token: string;
  readonly account: string;
  readonly address: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What a decision's call would do, tried on the chain's state before it is queued: made by the timelock at the latest
 * block, as the timelock makes it once its delay is over. What governor and timelock book for themselves is not in it.
 * Not for calls of the governor itself, which takes them only while it executes a decision.
 */
export interface Preflight {
  /** The state that it was tried on. */
  readonly block: number;
  readonly timestamp: string;
  /** The timelock's address. */
  readonly from: string;
  readonly contract: string;
  readonly function: string;
  readonly args: ArgumentRecord;
  readonly result: "succeeds" | "reverts";
  /** What it reverts with. */
  readonly error?: string;
  readonly calls: Stated<readonly PreflightCall[]>;
  readonly storage: Stated<readonly StorageDifference[]>;
  readonly nativeCoin: Stated<readonly CoinDifference[]>;
  readonly tokens: Stated<readonly TokenDifference[]>;
}

/** A call inside of the call, in the order of execution. */
export interface PreflightCall {
  readonly depth: number;
  readonly kind: string;
  readonly contract: string;
  readonly address: string;
  readonly function: string | null;
  readonly args: ArgumentRecord;
  /** Native coin, wei. */
  readonly value: string;
  readonly reverted: boolean;
}

/** What the executing transaction really changed, held against the pre-flight. */
export interface Aftermath {
  readonly transaction: string;
  readonly agreement: "equal" | "differs" | "could not be computed";
  /** Why it could not be. */
  readonly reason?: string;
  /** Changes that only one of both has. Token balances are the token's storage. */
  readonly onlyForeseen: readonly Difference[];
  readonly onlyExecuted: readonly Difference[];
  /** Slots that governor and timelock changed to book the decision as done. */
  readonly bookkeepingSlots: number;
  /** Slots into which both pre-flights and the execution wrote three values, being made at three times. */
  readonly clockSlots: number;
}

export type Difference = StorageDifference | CoinDifference;

/** What the council is asked to decide. */
export interface Motion {
  readonly title: string;
  readonly call: Read;
  /** A view of what the call is to change. */
  readonly changes: Read;
  /** Whether the proposal asks first that {@link changes} answers as when it was made; some calls compare themselves. */
  readonly asksFirst: boolean;
  /** Who takes it through the timelock once it has passed, which anybody may. */
  readonly sponsor: "council" | "owner";
  /** How the rehearsal's council takes it. */
  readonly course: "passes" | "fails" | "is cancelled";
}

/** One proposal's whole course. */
export interface Decision {
  readonly title: string;
  readonly proposalId: string;
  readonly course: Motion["course"];
  /** Total votes, from the chain. */
  readonly votes: { readonly against: string; readonly for: string; readonly abstain: string };
  readonly votesEach: string;
  readonly quorum: string;
  readonly state: string;
  readonly preflight: Preflight | null;
  /** The same once the timelock's delay was over: what depends on the clock may have changed since. */
  readonly renewal: Preflight | null;
  /** What its execution changed, held against the renewed pre-flight. */
  readonly aftermath: Aftermath | null;
  readonly readBack: ReadBack;
  readonly transactions: readonly TransactionRecord[];
}

/** What a motion is about, read before it was proposed and after it had taken its course. */
interface ReadBack {
  readonly contract: string;
  readonly function: string;
  readonly before: ArgumentRecord;
  readonly after: ArgumentRecord;
}
