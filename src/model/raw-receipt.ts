import type { Address, Hex } from "./hex.ts";

export interface RawLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** A transaction receipt as JSON-RPC gives it; quantities stay hex, addresses lower case. */
export interface RawReceipt {
  readonly transactionHash: Hex;
  readonly transactionIndex: Hex;
  readonly blockHash: Hex;
  readonly blockNumber: Hex;
  readonly from: Address;
  readonly to: Address | null;
  readonly contractAddress: Address | null;
  readonly gasUsed: Hex;
  readonly effectiveGasPrice: Hex;
  readonly status: Hex;
  readonly logs: readonly RawLog[];
}
