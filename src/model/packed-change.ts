import type { Preflight } from "./decision.ts";
import type { Hex } from "./hex.ts";
import type { Effect } from "./proposal.ts";
import type { ArgumentRecord } from "./record.ts";

/** A change of the owner's before anybody has signed it: all that signers have to see. */
export interface PackedChange {
  readonly chainId: number;
  /** The block that all was read at. */
  readonly block: number;
  /** Of that block, seconds. */
  readonly timestamp: number;
  readonly stateRoot: string;
  readonly safe: PackedSafe;
  readonly calls: readonly PackedCall[];
  /** Who could propose the same to the council; `null` where it cannot make every call. */
  readonly council: { readonly governor: string; readonly proposer: string } | null;
}

/** One transaction of the Safe, in the order of its nonces. */
export interface SafeStep {
  /** The file that the Transaction Builder reads. */
  readonly file: string;
  readonly what: string;
  readonly to: string;
  readonly data: string;
  readonly nonce: string;
  /** Seconds that have to pass between the steps that schedule and this one; "0" for those. */
  readonly afterSeconds: string;
}

/** What is signed for it: what a hardware wallet shows of it. */
export interface SignedStep extends SafeStep {
  /** By the names of EIP-712's `SafeTx`. */
  readonly message: Readonly<Record<string, string | number>>;
  readonly domainHash: string;
  readonly messageHash: string;
  readonly safeTxHash: string;
}

export interface PackedSafe {
  readonly address: string;
  /** Of the next transaction. */
  readonly nonce: string;
  readonly threshold: number;
  readonly signers: readonly { readonly name: string; readonly address: string }[];
}

export interface PackedCall {
  readonly contract: string;
  readonly address: string;
  readonly function: string;
  readonly args: ArgumentRecord;
  readonly data: Hex;
  /** What is signed first, where the call has to wait. */
  readonly schedule: { readonly address: string; readonly data: Hex; readonly delaySeconds: string } | null;
  readonly effects: readonly Effect[];
  /** keccak256 of the target's code, which is what would run. */
  readonly codeHash: string;
  /** What it would change; `null` where nobody may make it without a delay, so that it cannot be tried. */
  readonly tried: Preflight | null;
}
