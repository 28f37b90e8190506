import { isHexData, quantity } from "../support/quantity.ts";
import type { Call, CallResult } from "./port.ts";
import { type Rpc, type RpcAnswer, type RpcCall, resultOf } from "./rpc.ts";

/** The code that go-ethereum gives a revert; its data is what the contract reverted with. */
const REVERTED = 3;

/** Reads at one block, in one round trip. Naming the block keeps parallel readers at one state. */
export async function callAt(
  rpc: Rpc,
  block: number,
  calls: readonly Call[],
): Promise<readonly CallResult[]> {
  const answers = await rpc.batch(calls.map((call) => callRequest(call, block)));
  return calls.map((call, index) => readCall(callRequest(call, block), answers[index]));
}

/** Asks what a call returns at one block. */
export function callRequest(call: Call, block: number): RpcCall {
  return ["eth_call", call, quantity(block)];
}

/** @throws OMNI3025 if the node did not run the call. */
export function readCall(request: RpcCall, answer: RpcAnswer | undefined): CallResult {
  if (answer?.kind === "error" && answer.code === REVERTED) {
    return { kind: "reverted", data: isHexData(answer.data) ? answer.data : "0x" };
  }
  const data = resultOf(request, answer);
  return { kind: "returned", data: isHexData(data) ? data : "0x" };
}
