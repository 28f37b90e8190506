import { CHAIN } from "../errors/chain-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { Hex } from "../model/hex.ts";
import { isHexOf, quantity } from "../support/quantity.ts";
import type { BlockIntent, BlockOutcome } from "./journal/journal.ts";
import { type Rpc, type RpcAnswer, type RpcCall, resultOf } from "./rpc.ts";
import { systemCalls } from "./system-contracts.ts";

/** A block as a node reports it, with the hashes of its transactions. */
export interface ChainBlock extends BlockOutcome {
  readonly number: number;
  readonly timestamp: number;
  readonly prevrandao: Hex;
  readonly transactions: readonly Hex[];
}

export type BlockTag = number | "latest";

/** Asks for one block. */
export function blockCall(tag: BlockTag): RpcCall {
  return ["eth_getBlockByNumber", typeof tag === "number" ? quantity(tag) : tag, false];
}

/**
 * @returns the block, or `null` if the chain has none there.
 * @throws OMNI3025 if the answer is an error or no block.
 */
export function readBlock(tag: BlockTag, answer: RpcAnswer | undefined): ChainBlock | null {
  const call = blockCall(tag);
  const block = resultOf(call, answer) as Record<string, unknown> | null;
  if (block === null) return null;
  const { hash, stateRoot, mixHash, transactions } = block;
  const number = Number(block.number);
  const timestamp = Number(block.timestamp);
  const whole =
    Number.isSafeInteger(number) && Number.isSafeInteger(timestamp) && Array.isArray(transactions);
  if (!whole || !isHexOf(32, hash) || !isHexOf(32, stateRoot) || !isHexOf(32, mixHash)) {
    throw new OmniError(CHAIN.REQUEST_REFUSED, { method: call[0], reason: "the answer is not a block" });
  }
  return { number, timestamp, hash, stateRoot, prevrandao: mixHash, transactions: transactions as Hex[] };
}

/** @returns the block, or `null` if the chain has none there. */
export async function fetchBlock(rpc: Rpc, tag: BlockTag): Promise<ChainBlock | null> {
  const [answer] = await rpc.batch([blockCall(tag)]);
  return readBlock(tag, answer);
}

/**
 * Everything that comes before mining a block, in one round trip: the node may run it in any order, because
 * each transaction's tip fixes its place in the block.
 *
 * @param parentHash of the block before, which is the chain's latest.
 */
export function prepareCalls(intent: BlockIntent, parentHash: Hex): readonly RpcCall[] {
  return [
    ...intent.transactions.map((raw): RpcCall => ["eth_sendRawTransaction", raw]),
    ["hardhat_setPrevRandao", intent.prevrandao],
    ...systemCalls(intent, parentHash),
  ];
}

/** Mines at an explicit time: without one the node would take it from the wall clock. */
export function mineCall(timestamp: number): RpcCall {
  return ["evm_mine", quantity(timestamp)];
}
