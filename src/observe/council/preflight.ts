import { getAddress as checksum } from "ethers/address";
import type { Call, CallTrace, TracedCall } from "../../chain/port.ts";
import type { Preflight, PreflightCall } from "../../model/decision.ts";
import type { Address, Hex } from "../../model/hex.ts";
import type { Read } from "../../model/record.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { decodeCall, describeRevert } from "../../records/decode.ts";
import type { TracingViews } from "../views.ts";
import { describeCoin, describeSlots, stated } from "./differences.ts";
import { tokenDifferences } from "./token-differences.ts";

/** Tries calls on the latest state, by default as the timelock's; nothing is sent. */
export async function preflight(
  views: TracingViews,
  calls: readonly Read[],
  from = views.book.get("CouncilTimelock").address as Address,
): Promise<Preflight[]> {
  const { book, chain } = views;
  const requests = calls.map((call) => requestOf(book, from, call));
  const { block, now } = chain.clock;
  const results = await chain.calls(requests, block);
  const traces = await chain.tryOut(requests);
  const tokens = await tokenDifferences(views, traces);
  return calls.map((call, index) => {
    const { data, to } = requests[index] as Call;
    const trace = traces[index] as CallTrace;
    const result = results[index];
    return {
      block,
      timestamp: String(now),
      from,
      contract: call.contract,
      function: call.function,
      args: decodeCall(book.at(to), data).args,
      ...(result?.kind === "reverted"
        ? { result: "reverts", error: describeRevert(book, result.data) }
        : { result: "succeeds" }),
      calls: stated(trace.calls, (inner) => inner.map((each) => describeCall(book, each))),
      storage: stated(trace.change, (change) => describeSlots(book, change, trace.calls)),
      nativeCoin: stated(trace.change, ({ coins }) => coins.map((coin) => describeCoin(book, coin))),
      tokens: tokens[index] as Preflight["tokens"],
    };
  });
}

function requestOf(book: AddressBook, from: Address, call: Read): Call {
  const { address, type } = book.get(call.contract);
  const data = type.abi.encodeFunctionData(call.function, call.args) as Hex;
  return { from, to: address as Address, data };
}

function describeCall(
  book: AddressBook,
  { depth, kind, to, input, valueWei, reverted }: TracedCall,
): PreflightCall {
  const target = to === null ? undefined : book.at(to);
  return {
    depth,
    kind,
    contract: target?.name ?? "unknown",
    address: to === null ? "" : checksum(to),
    ...decodeCall(target, input),
    value: valueWei.toString(),
    reverted,
  };
}
