import { callAt, callRequest, readCall } from "../call.ts";
import type { Call, CallResult } from "../port.ts";
import type { Rpc, RpcAnswer } from "../rpc.ts";

/** A call that was sent along with mining a block, and what came of it. */
export interface ForeseenCall {
  readonly call: Call;
  readonly answer: RpcAnswer | undefined;
}

/** What calls return at the latest block. A call names its block, and a chain's past does not change: each is made once. */
export interface Foresight {
  /** Takes what came along with a new block. */
  note(block: number, calls: readonly ForeseenCall[]): void;
  /** Asks the node for what is not known. */
  calls(block: number, calls: readonly Call[]): Promise<readonly CallResult[]>;
}

type Results = Map<string, CallResult>;

export function openForesight(rpc: Rpc): Foresight {
  let latest: { readonly block: number; readonly known: Results } | null = null;
  return {
    note(block, calls) {
      latest = { block, known: resultsOf(block, calls) };
    },
    async calls(block, calls) {
      const known = latest?.block === block ? latest.known : (new Map() as Results);
      const missing = distinct(calls.filter((call) => !known.has(keyOf(call))));
      const results = await callAt(rpc, block, missing);
      for (const [index, result] of results.entries()) known.set(keyOf(missing[index] as Call), result);
      return calls.map((call) => known.get(keyOf(call)) as CallResult);
    },
  };
}

/** Each call once: lanes that wait for the same ask the same. */
export function distinct(calls: readonly Call[]): readonly Call[] {
  return [...new Map(calls.map((call) => [keyOf(call), call])).values()];
}

/** A node that ran a call before it mined the block has refused it, which says nothing. */
function resultsOf(block: number, calls: readonly ForeseenCall[]): Results {
  return new Map(
    calls.flatMap(({ call, answer }) =>
      answer?.kind === "result" ? [[keyOf(call), readCall(callRequest(call, block), answer)]] : [],
    ),
  );
}

function keyOf({ from = "0x", to, data }: Call): string {
  return [from, to, data].join();
}
