import { CHAIN } from "../errors/chain-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { Hex } from "../model/hex.ts";
import type { RawReceipt } from "../model/raw-receipt.ts";
import { isHexData } from "../support/quantity.ts";
import { type Rpc, type RpcAnswer, type RpcCall, resultOf } from "./rpc.ts";

/** Asks for one receipt; Hardhat's node has no `eth_getBlockReceipts`. */
export function receiptCall(hash: Hex): RpcCall {
  return ["eth_getTransactionReceipt", hash];
}

/** @throws OMNI3025 if the node knows no such transaction. */
export function rawReceiptOf(hash: Hex, answer: RpcAnswer | undefined): RawReceipt {
  const receipt = resultOf(receiptCall(hash), answer) as RawReceipt | null;
  if (receipt?.transactionHash !== hash) {
    throw new OmniError(CHAIN.REQUEST_REFUSED, {
      method: "eth_getTransactionReceipt",
      reason: `${hash} is unknown`,
    });
  }
  return receipt;
}

/** Receipts of transactions that are on the chain, in one round trip. */
export async function fetchReceipts(rpc: Rpc, hashes: readonly Hex[]): Promise<readonly RawReceipt[]> {
  const answers = await rpc.batch(hashes.map(receiptCall));
  return hashes.map((hash, index) => rawReceiptOf(hash, answers[index]));
}

/**
 * What each transaction returned or reverted with, by tracing it where it stood in its block: calling it again on
 * the parent block would miss what the transactions before it did.
 */
export async function fetchOutputs(rpc: Rpc, hashes: readonly Hex[]): Promise<readonly Hex[]> {
  const tracer = { tracer: "callTracer", tracerConfig: { onlyTopCall: true } };
  const calls = hashes.map((hash): RpcCall => ["debug_traceTransaction", hash, tracer]);
  const answers = await rpc.batch(calls);
  return calls.map((call, index) => {
    const { output } = resultOf(call, answers[index]) as { output?: unknown };
    return isHexData(output) ? output : "0x";
  });
}
