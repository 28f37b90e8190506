import type { Hex } from "../model/hex.ts";
import type { RawLog } from "../model/raw-receipt.ts";
import { isHexData, isHexOf, quantity } from "../support/quantity.ts";
import type { Call, CallTrace, Computed, StateChange, TracedCall } from "./port.ts";
import type { Rpc, RpcAnswer, RpcCall } from "./rpc.ts";

const CALLS = { tracer: "callTracer", tracerConfig: { withLog: true } };
const CHANGES = { tracer: "prestateTracer", tracerConfig: { diffMode: true, disableCode: true } };
const ZERO_WORD: Hex = `0x${"00".repeat(32)}`;

/**
 * Tries calls on the state of a block without changing it, by go-ethereum's tracers in one round trip. A node without
 * them is no error.
 */
export async function traceCalls(rpc: Rpc, block: number, calls: readonly Call[]): Promise<CallTrace[]> {
  const at = quantity(block);
  const ask = (tracer: object) => calls.map((call): RpcCall => ["debug_traceCall", call, at, tracer]);
  const answers = await rpc.batch([...ask(CALLS), ...ask(CHANGES)]);
  return calls.map((_, index) => ({
    calls: computed(answers[index], (result) => readCalls(result, 0)),
    change: computed(answers[calls.length + index], readChange),
  }));
}

/** What transactions that are on the chain changed, each where it stood in its block. */
export async function traceChanges(rpc: Rpc, hashes: readonly Hex[]): Promise<Computed<StateChange>[]> {
  const answers = await rpc.batch(hashes.map((hash): RpcCall => ["debug_traceTransaction", hash, CHANGES]));
  return answers.map((answer) => computed(answer, readChange));
}

/** @param read returns `null` for an answer that is not what the tracer's definition says. */
function computed<Value>(
  answer: RpcAnswer | undefined,
  read: (result: unknown) => Value | null,
): Computed<Value> {
  if (answer?.kind !== "result") return { kind: "not computed", reason: answer?.message ?? "no answer" };
  const value = read(answer.result);
  if (value === null) return { kind: "not computed", reason: "the node's trace cannot be read" };
  return { kind: "computed", value };
}

function readCalls(frame: unknown, depth: number): TracedCall[] | null {
  if (!isObject(frame)) return null;
  const { type, from, to = null, input, value = "0x0", error, logs = [], calls = [] } = frame;
  const addressed = isHexOf(20, from) && (to === null || isHexOf(20, to));
  if (!addressed || typeof type !== "string" || !isHexData(input) || !isQuantity(value)) return null;
  if (!Array.isArray(logs) || !logs.every(isLog) || !Array.isArray(calls)) return null;
  const inner = calls.map((call) => readCalls(call, depth + 1));
  if (inner.includes(null)) return null;
  const own = {
    depth,
    kind: type,
    from,
    to,
    input,
    valueWei: BigInt(value),
    reverted: error !== undefined,
    logs,
  };
  return [own, ...inner.flatMap((each) => each ?? [])];
}

/** The tracer leaves out zeros, and of what is unchanged all but the balance. */
function readChange(result: unknown): StateChange | null {
  if (!isObject(result) || !isObject(result.pre) || !isObject(result.post)) return null;
  const { pre, post } = result;
  const addresses = [...new Set([...Object.keys(pre), ...Object.keys(post)])].sort();
  const accounts = addresses.map((address) => readAccount(address, pre[address] ?? {}, post[address] ?? {}));
  if (accounts.includes(null)) return null;
  return {
    slots: accounts.flatMap((account) => account?.slots ?? []),
    coins: accounts.flatMap((account) => account?.coins ?? []),
  };
}

function readAccount(address: string, pre: unknown, post: unknown): StateChange | null {
  if (!isHexOf(20, address) || !isObject(pre) || !isObject(post)) return null;
  const { storage: before = {}, balance: beforeCoins = "0x0" } = pre;
  const { storage: after = {}, balance: afterCoins = beforeCoins } = post;
  if (!isStorage(before) || !isStorage(after) || !isQuantity(beforeCoins) || !isQuantity(afterCoins))
    return null;
  const slots = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const coins = { address, beforeWei: BigInt(beforeCoins), afterWei: BigInt(afterCoins) };
  return {
    slots: slots
      .map((slot) => ({
        address,
        slot: slot as Hex,
        before: before[slot] ?? ZERO_WORD,
        after: after[slot] ?? ZERO_WORD,
      }))
      .filter((change) => change.before !== change.after),
    coins: coins.beforeWei === coins.afterWei ? [] : [coins],
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isStorage(value: unknown): value is Record<string, Hex> {
  return isObject(value) && Object.entries(value).every((entry) => entry.every((word) => isHexOf(32, word)));
}

function isQuantity(value: unknown): value is Hex {
  return typeof value === "string" && /^0x[0-9a-f]{1,64}$/.test(value);
}

function isLog(value: unknown): value is RawLog {
  if (!isObject(value)) return false;
  const { address, topics, data } = value;
  return (
    isHexOf(20, address) &&
    isHexData(data) &&
    Array.isArray(topics) &&
    topics.every((topic) => isHexOf(32, topic))
  );
}
