import type { Hex } from "../../../model/hex.ts";
import type { RawReceipt } from "../../../model/raw-receipt.ts";
import { fetchBlock, mineCall, prepareCalls } from "../../block.ts";
import { receiptCall } from "../../fetch-receipts.ts";
import type { JournalBlock } from "../../journal/journal.ts";
import type { Rpc, RpcAnswer } from "../../rpc.ts";
import { transactionHash } from "../../sign.ts";
import { openEdr } from "../edr.ts";
import { MOST_STACKED_GAS, MOST_TRACED_GAS, type OpenSide, upTo } from "./side.ts";
import type { Step } from "./steps.ts";

/** The node's EVM. */
export const openEdrSide: OpenSide = async (journal, number) => {
  const rpc = await openEdr();
  const mine = async (block: JournalBlock, parentHash: Hex) => void (await send(rpc, block, parentHash));
  const { block, parentHash } = await upTo(journal, number, mine, journal.header.genesis.hash);
  const refused = await send(rpc, block, parentHash);
  const outcome = await fetchBlock(rpc, number);
  const hashes = block.transactions.map(transactionHash);
  const answers = await rpc.batch(hashes.map(receiptCall));
  const receipts = answers.map((answer) =>
    answer.kind === "result" ? (answer.result as RawReceipt | null) : null,
  );
  return {
    outcome: refused === null ? outcome : null,
    problem: refused,
    receipts,
    stepsOf: (index) => stepsOf(rpc, receipts[index] ?? null),
    close: rpc.close,
  };
};

/** @returns why the node took not all of it. */
async function send(rpc: Rpc, block: JournalBlock, parentHash: Hex): Promise<string | null> {
  const prepared = await rpc.batch(prepareCalls(block, parentHash));
  const mined = await rpc.batch([mineCall(block.timestamp)]);
  const error = [...prepared, ...mined].find(isError);
  return error === undefined ? null : error.message;
}

function isError(answer: RpcAnswer): answer is Extract<RpcAnswer, { kind: "error" }> {
  return answer.kind === "error";
}

interface StructLog {
  readonly pc: number;
  readonly op: string;
  readonly depth: number;
  readonly gas: number | string;
  readonly stack?: readonly string[];
}

async function stepsOf(rpc: Rpc, receipt: RawReceipt | null): Promise<readonly Step[] | null> {
  if (receipt === null || BigInt(receipt.gasUsed) > MOST_TRACED_GAS) return null;
  const disableStack = BigInt(receipt.gasUsed) > MOST_STACKED_GAS;
  const options = { disableMemory: true, disableStorage: true, disableStack };
  const trace = await rpc.request("debug_traceTransaction", receipt.transactionHash, options);
  const { structLogs } = trace as { readonly structLogs: readonly StructLog[] };
  return structLogs.map(({ pc, op, depth, gas, stack = [] }) => {
    const top = stack.at(-1);
    return { pc, opcode: op, depth, gasLeft: BigInt(gas), top: top === undefined ? null : wordOf(top) };
  });
}

function wordOf(text: string): bigint {
  return BigInt(text.startsWith("0x") ? text : `0x${text}`);
}
