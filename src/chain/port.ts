/**
 * chain: one chain: its journal, its node, and the port through which all others see it. Knows nothing of contracts and
 * missions.
 */

import type { Account, Accounts } from "../model/cast.ts";
import type { Address, Hex } from "../model/hex.ts";
import type { RawLog, RawReceipt } from "../model/raw-receipt.ts";
import type { Doing } from "../model/run-events.ts";

export interface Call {
  readonly to: Address;
  readonly data: Hex;
  readonly from?: Address;
}

export type CallResult =
  | { readonly kind: "returned"; readonly data: Hex }
  | { readonly kind: "reverted"; readonly data: Hex };

export interface TransactionRequest {
  readonly from: Account;
  /** `null` deploys `data`. */
  readonly to: Address | null;
  readonly data: Hex;
  readonly valueWei?: bigint;
  /** The limits of a block's transactions add up to at most the block's, so a generous one makes blocks short. */
  readonly gasLimit: bigint;
  readonly expect: "success" | "reverted" | "either";
}

export interface MinedTransaction {
  readonly request: TransactionRequest;
  readonly hash: Hex;
  readonly block: number;
  readonly index: number;
  /** Of the block, in seconds. */
  readonly timestamp: number;
  readonly status: "success" | "reverted";
  readonly receipt: RawReceipt;
  /** What it reverted with; `null` if it succeeded. */
  readonly revertData: Hex | null;
}

export interface Group {
  /** Timestamp of the (first) block in seconds; by default one second after the latest. */
  readonly at?: bigint;
  /** In this order; none mine an empty block, which moves the clock. */
  readonly transactions?: readonly TransactionRequest[];
  /** What will be called at the (last) block: the answers come along with it, and `calls` has them at hand. */
  readonly foreseen?: readonly Call[];
}

export type Mine = (group: Group) => Promise<readonly MinedTransaction[]>;

/** Its only state is the latest block. */
export interface Clock {
  /** Timestamp of the latest block, in seconds. */
  readonly now: bigint;
  readonly block: number;
}

/** What a node was asked to compute, or why it could not. */
export type Computed<Value> =
  | { readonly kind: "computed"; readonly value: Value }
  | { readonly kind: "not computed"; readonly reason: string };

/** One call inside of another, in the order of execution. */
export interface TracedCall {
  /** 0 is the call that was asked for. */
  readonly depth: number;
  /** The instruction: "CALL", "STATICCALL", "DELEGATECALL", … */
  readonly kind: string;
  readonly from: Address;
  readonly to: Address | null;
  readonly input: Hex;
  readonly valueWei: bigint;
  readonly reverted: boolean;
  /** What it logged itself. */
  readonly logs: readonly RawLog[];
}

/** What execution changed in the state. */
export interface StateChange {
  readonly slots: readonly SlotChange[];
  readonly coins: readonly CoinChange[];
}

export interface SlotChange {
  readonly address: Address;
  readonly slot: Hex;
  readonly before: Hex;
  readonly after: Hex;
}

/** A balance of the native coin. */
export interface CoinChange {
  readonly address: Address;
  readonly beforeWei: bigint;
  readonly afterWei: bigint;
}

/** What a call would do at a block: whom it calls, and what it changes. */
export interface CallTrace {
  readonly calls: Computed<readonly TracedCall[]>;
  readonly change: Computed<StateChange>;
}

/** A log with its place on the chain. */
export interface PlacedLog extends RawLog {
  readonly block: number;
  readonly transaction: Hex;
}

/** What can be asked of a chain at its latest block, whichever chain it is. */
export interface ReadPort {
  readonly chainId: number;
  readonly hardfork: string;
  readonly accounts: Accounts;
  readonly clock: Clock;
  /** Reads at one block, by default the latest; a revert is a value. */
  calls(calls: readonly Call[], block?: number): Promise<readonly CallResult[]>;
  /** Everything that these contracts have logged up to the latest block, in order. */
  logs(addresses: readonly string[]): Promise<readonly PlacedLog[]>;
  /** @returns the block of each transaction, `null` for one that is not on this chain. */
  blocksOf(hashes: readonly string[]): Promise<readonly (number | null)[]>;
  /** @returns who sent each transaction, `null` for one that is not on this chain. */
  sendersOf(hashes: readonly string[]): Promise<readonly (Address | null)[]>;
  /** @returns the code at each address, `0x` where there is none. */
  codesOf(addresses: readonly string[]): Promise<readonly Hex[]>;
  /** @returns how many transactions each account has sent. */
  noncesOf(addresses: readonly string[]): Promise<readonly number[]>;
  /**
   * The header of a block that is on the chain, as it is hashed.
   *
   * @throws OMNI3057 if the chain tells another hash for it.
   */
  headerOf(block: number): Promise<Hex>;
  /** State root of the latest block. */
  stateRoot(): Hex;
}

/** A chain that can be asked as well what happens inside of calls. */
export interface TracePort extends ReadPort {
  /** Tries calls on the state of the latest block without changing it. A chain without tracers is no error. */
  tryOut(calls: readonly Call[]): Promise<readonly CallTrace[]>;
  /** What transactions that are on the chain changed, each where it stood in its block. */
  changesOf(hashes: readonly Hex[]): Promise<readonly Computed<StateChange>[]>;
  /** Who gets the tips of each block, lower case; "" where the chain does not say. */
  feeRecipientsOf(blocks: readonly number[]): Promise<readonly string[]>;
}

/** A chain that can be written to. */
export interface Port extends TracePort {
  /** What a signed transaction may have at the most. */
  readonly maxTransactionBytes: number;
  /**
   * Sends one group and waits for it. One group at a time.
   *
   * @throws OMNI3050 if a transaction ends otherwise than expected (its block stays), OMNI3051 if the node refuses
   * one (its block is not mined), OMNI3053 if `at` is not after the latest block.
   */
  readonly mine: Mine;
  /** @returns the account's signature of 32 bytes as contracts take it: r, s, and 27 or 28 (65 bytes). */
  sign(account: Account, hash: Hex): Hex;
  /** How many transactions the account has sent. */
  nonceOf(account: Account): Promise<number>;
  /** Hears what is being done, for whoever watches. */
  readonly onDoing?: (doing: Doing) => void;
}
