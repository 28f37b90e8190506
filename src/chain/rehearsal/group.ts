import { BLOCK_GAS_LIMIT, MAX_BLOCK_TRANSACTIONS } from "../constants.ts";
import type { TransactionRequest } from "../port.ts";

/**
 * Splits requests into blocks, in order: at most 20 transactions each, and no more gas than a block may use. None
 * make one empty block. This grouping is part of the journal's format.
 */
export function splitIntoBlocks(
  requests: readonly TransactionRequest[],
): readonly (readonly TransactionRequest[])[] {
  let current: TransactionRequest[] = [];
  let gas = 0n;
  const blocks = [current];
  for (const request of requests) {
    const full = current.length === MAX_BLOCK_TRANSACTIONS || gas + request.gasLimit > BLOCK_GAS_LIMIT;
    if (full && current.length > 0) {
      current = [];
      gas = 0n;
      blocks.push(current);
    }
    current.push(request);
    gas += request.gasLimit;
  }
  return blocks;
}

/**
 * The tip that fixes a transaction's place: the first of n pays n wei per gas, the last 1. A node that orders by
 * fee then mines them in this order, however they arrived.
 */
export function tipWeiAt(index: number, count: number): bigint {
  return BigInt(count - index);
}
