import { getAddress as checksum } from "ethers/address";
import type { Call } from "../../chain/call.ts";
import type { Address, Hex } from "../../chain/hex.ts";
import { type CallTrace, type TracedCall, traceCalls } from "../../chain/trace.ts";
import type { ArgumentRecord } from "../../model/record.ts";
import type { AddressBook } from "../address-book.ts";
import type { Driver, Read } from "../driver.ts";
import { decodeCall, describeRevert } from "../record.ts";
import {
  type CoinDifference,
  describeCoin,
  describeSlot,
  type Stated,
  type StorageDifference,
  stated,
} from "./differences.ts";
import { type TokenDifference, tokenDifferences } from "./token-differences.ts";

/**
 * What a decision's call would do, tried on the chain's state before it is queued: made by the timelock at the latest
 * block, as the timelock makes it once its delay is over. What governor and timelock book for themselves is not in it.
 * Not for calls of the governor itself, which takes them only while it executes a decision.
 */
export interface Preflight {
  /** The state that it was tried on. */
  readonly block: number;
  readonly timestamp: string;
  /** The timelock's address. */
  readonly from: string;
  readonly contract: string;
  readonly function: string;
  readonly args: ArgumentRecord;
  readonly result: "succeeds" | "reverts";
  /** What it reverts with. */
  readonly error?: string;
  readonly calls: Stated<readonly PreflightCall[]>;
  readonly storage: Stated<readonly StorageDifference[]>;
  readonly nativeCoin: Stated<readonly CoinDifference[]>;
  readonly tokens: Stated<readonly TokenDifference[]>;
}

/** A call inside of the call, in the order of execution. */
interface PreflightCall {
  readonly depth: number;
  readonly kind: string;
  readonly contract: string;
  readonly address: string;
  readonly function: string | null;
  readonly args: ArgumentRecord;
  /** Native coin, wei. */
  readonly value: string;
  readonly reverted: boolean;
}

/** Tries calls as the timelock's on the latest state; nothing is sent. */
export async function preflight(driver: Driver, calls: readonly Read[]): Promise<Preflight[]> {
  const { book, session } = driver;
  const from = book.get("CouncilTimelock").address as Address;
  const requests = calls.map((call) => requestOf(book, from, call));
  const { block, now } = session.clock;
  const results = await session.calls(requests, block);
  const traces = await traceCalls(session.rpc, block, requests);
  const tokens = await tokenDifferences(driver, traces);
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
      storage: stated(trace.change, ({ slots }) => slots.map((slot) => describeSlot(book, slot))),
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
