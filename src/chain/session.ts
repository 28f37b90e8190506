import type { Account } from "./accounts.ts";
import type { Address, Hex } from "./hex.ts";
import type { Journal } from "./journal.ts";
import type { RawReceipt } from "./receipt.ts";
import type { Rpc } from "./rpc.ts";

export interface TransactionRequest {
  readonly from: Account;
  /** `null` deploys `data`. */
  readonly to: Address | null;
  readonly data: Hex;
  readonly valueWei?: bigint;
  readonly gasLimit: bigint;
  readonly expect: "success" | "reverted";
}

export interface MinedTransaction {
  readonly request: TransactionRequest;
  readonly hash: Hex;
  readonly block: number;
  readonly index: number;
  readonly timestamp: number;
  readonly status: "success" | "reverted";
  readonly receipt: RawReceipt;
  /** What the transaction reverted with; `null` if it succeeded. */
  readonly revertData: Hex | null;
}

export interface Group {
  /** Timestamp of the (first) block in seconds; by default one second after the latest. */
  readonly at?: bigint;
  /** In this order; none mines an empty block, which moves the clock. */
  readonly transactions?: readonly TransactionRequest[];
}

export interface Call {
  readonly to: Address;
  readonly data: Hex;
  readonly from?: Address;
}

export type CallResult =
  | { readonly kind: "returned"; readonly data: Hex }
  | { readonly kind: "reverted"; readonly data: Hex };

/** Its only state is the latest block. */
export interface Clock {
  /** Timestamp of the latest block, in seconds. */
  readonly now: bigint;
  readonly block: number;
}

export interface Session {
  readonly rpc: Rpc;
  readonly url: string;
  readonly clock: Clock;
  /** Logs ahead, sends, mines and checks one group; more than a block holds goes into successive blocks, one second apart. */
  mine(group: Group): Promise<readonly MinedTransaction[]>;
  /** Reads at one block, by default the latest; a revert is a value. */
  calls(calls: readonly Call[], block?: number): Promise<readonly CallResult[]>;
  stateRoot(): Promise<Hex>;
  /** The normal form of everything that this chain has seen. */
  journal(): Promise<Journal>;
  /** Releases the log and stops the node if the session started it. */
  close(): Promise<void>;
}

export interface SessionOptions {
  /** The folder of all artefacts (`OMNISOVEREIGN_OUT`). */
  readonly out: string;
  /** Written into each block that this session adds. */
  readonly stage: string;
  readonly script: string;
  readonly rpcUrl: string | null;
  /** Keeps only this many blocks of the journal and archives the rest; by default all. Takeoff keeps 0. */
  readonly keepBlocks?: number;
  /** From the plan's `chain.seed`; see `prevrandaoOf`. */
  readonly seed?: string;
  /** Names a custom error in messages: decoding needs the contracts' ABI, which the caller has. */
  readonly describeRevert?: (data: Hex) => string | null;
}

/** @throws OMNI3030–3034 if the node at `rpcUrl` is not one to write to; OMNI3042 if another session writes. */
export declare function openSession(options: SessionOptions): Promise<Session>;
