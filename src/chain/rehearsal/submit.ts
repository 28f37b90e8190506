import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import type { Hex } from "../../model/hex.ts";
import type { RawReceipt } from "../../model/raw-receipt.ts";
import { blockCall, type ChainBlock, mineCall, prepareCalls, readBlock } from "../block.ts";
import { callRequest } from "../call.ts";
import { rawReceiptOf, receiptCall } from "../fetch-receipts.ts";
import { type BlockIntent, type Journal, latestOf } from "../journal/journal.ts";
import type { Call } from "../port.ts";
import { type Rpc, type RpcAnswer, type RpcCall, resultOf } from "../rpc.ts";
import { undoneCalls } from "../system-contracts.ts";
import type { ForeseenCall } from "./foresight.ts";

export type Submission =
  | {
      readonly kind: "mined";
      readonly block: ChainBlock;
      readonly receipts: readonly RawReceipt[];
      readonly foreseen: readonly ForeseenCall[];
    }
  | { readonly kind: "refused"; readonly index: number; readonly reason: string };

export interface Expected {
  /** Of all blocks before. */
  readonly journal: Journal;
  /** Of the transactions, in order. */
  readonly hashes: readonly Hex[];
  /** To be called at the block, once it is there. */
  readonly foreseen?: readonly Call[];
}

/**
 * Mines exactly this block in two round trips: send, then mine and read. If the node refuses one of the transactions,
 * the others are taken out of its pool again, nothing is mined, and nothing is left in state.
 *
 * @param logged nothing is mined before the log is safe; sending goes on meanwhile
 * @throws OMNI3052 if the block on the chain is not the one asked for.
 */
export async function submitBlock(
  rpc: Rpc,
  intent: BlockIntent,
  { journal, hashes, foreseen = [] }: Expected,
  logged: Promise<void>,
): Promise<Submission> {
  const [sent] = await Promise.all([rpc.batch(prepareCalls(intent, latestOf(journal).hash)), logged]);
  const refusal = findRefusal(sent);
  if (refusal) {
    const drops = hashes.map((hash): RpcCall => ["hardhat_dropTransaction", hash]);
    await rpc.batch([...drops, ...undoneCalls(intent, journal.blocks)]);
    return refusal;
  }
  const calls = foreseen.map((call) => callRequest(call, intent.number));
  const [found, ...answers] = await mineAndRead(rpc, intent, [...hashes.map(receiptCall), ...calls]);
  const block = readBlock(intent.number, found);
  const difference = differenceOf(intent, hashes, block);
  if (!block || difference) {
    throw new OmniError(CHAIN.BLOCK_DIFFERS, { block: intent.number, what: difference ?? "it is missing" });
  }
  return {
    kind: "mined",
    block,
    receipts: hashes.map((hash, index) => rawReceiptOf(hash, answers[index])),
    foreseen: foreseen.map((call, index) => ({ call, answer: answers[hashes.length + index] })),
  };
}

/**
 * A node may run a batch in any order. If it looked for the block or a receipt before it mined, it found nothing, and all
 * is read again.
 *
 * @returns the answer about the block, then those about the block's contents
 */
async function mineAndRead(
  rpc: Rpc,
  { number, timestamp, transactions }: BlockIntent,
  contents: readonly RpcCall[],
): Promise<readonly RpcAnswer[]> {
  const mine = mineCall(timestamp);
  const reads = [blockCall(number), ...contents];
  const [mined, ...answers] = await rpc.batch([mine, ...reads]);
  resultOf(mine, mined);
  const found = answers.slice(0, 1 + transactions.length).every(isThere);
  return found ? answers : rpc.batch(reads);
}

function isThere(answer: RpcAnswer): boolean {
  return answer.kind === "result" && answer.result !== null;
}

/** @returns how a block on the chain is not the one intended, or `null`. */
export function differenceOf(
  intent: BlockIntent,
  hashes: readonly Hex[],
  block: ChainBlock | null,
): string | null {
  if (!block) return "it is missing";
  if (block.timestamp !== intent.timestamp) return `its timestamp is ${block.timestamp}`;
  if (block.prevrandao !== intent.prevrandao) return `its randomness is ${block.prevrandao}`;
  if (block.transactions.length !== hashes.length) return `it has ${block.transactions.length} transactions`;
  const place = hashes.findIndex((hash, index) => hash !== block.transactions[index]);
  return place < 0 ? null : `transaction ${place} is ${block.transactions[place]}`;
}

function findRefusal(answers: readonly RpcAnswer[]): Submission | null {
  const index = answers.findIndex((answer) => answer.kind === "error" && !isKnown(answer.message));
  const answer = answers[index];
  return answer?.kind === "error" ? { kind: "refused", index, reason: answer.message } : null;
}

/** A transaction that is in the pool already: it was sent before a crash. */
function isKnown(message: string): boolean {
  return /^(known transaction|already known|transaction already imported)/i.test(message);
}
