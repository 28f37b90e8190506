/** One event as a receipt shows it: integers are decimal strings, bytes are 0x hex, addresses EIP-55. */
export interface EventRecord {
  readonly contract: string;
  readonly address: string;
  readonly name: string;
  readonly args: ArgumentRecord;
}

export type ArgumentValue = string | boolean | readonly ArgumentValue[] | ArgumentRecord;

export interface ArgumentRecord {
  readonly [name: string]: ArgumentValue;
}

/** One transaction as a receipt shows it; made from chain data and the address book alone. */
export interface TransactionRecord {
  readonly hash: string;
  readonly block: number;
  readonly index: number;
  /** Block timestamp, seconds. */
  readonly timestamp: number;
  readonly from: string;
  readonly to: string | null;
  readonly contract: string | null;
  readonly function: string | null;
  readonly args: ArgumentRecord;
  /** Native coin, wei. */
  readonly value: string;
  readonly status: "success" | "reverted";
  readonly gasUsed: string;
  /** The decoded revert reason; only where the transaction reverted. */
  readonly error?: string;
  readonly events: readonly EventRecord[];
  /**
   * Only where the owner's Safe made the call. Then the rest is about that call: `from` is the Safe, and `status` says whether
   * the call went through, for which the Safe has no reason to give.
   */
  readonly via?: Via;
}

/** The Safe's transaction around a call. */
export interface Via {
  readonly safe: string;
  /** Who sent it. */
  readonly sender: string;
  readonly nonce: string;
  /** EIP-712 hash of what was signed. */
  readonly safeTxHash: string;
  /** In their order. */
  readonly signatures: readonly SafeSignature[];
}

export interface SafeSignature {
  /** Recovered from the signature; `null` where that is none. */
  readonly signer: string | null;
  readonly signature: string;
}

/** A deployed contract: the name under which receipts show it, its address, and whose ABI it speaks. */
export interface AddressEntry {
  readonly name: string;
  readonly address: string;
  readonly artifact: string;
}

/** One view of a contract function at the latest block. */
export interface Read {
  readonly contract: string;
  readonly function: string;
  readonly args: readonly unknown[];
}
