import { CHAIN } from "../errors/chain-errors.ts";
import { OmniError } from "../errors/error.ts";
import { openWire, type WireLimits } from "./wire.ts";

export type RpcCall = readonly [method: string, ...params: readonly unknown[]];

export type RpcAnswer =
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly code: number; readonly message: string; readonly data: unknown };

export interface Rpc {
  /** Origin of the node's URL, for messages. */
  readonly origin: string;
  /** @throws OMNI3025 if the node answers with an error. */
  request(...call: RpcCall): Promise<unknown>;
  /**
   * All in one round trip; answers in the order of the calls, errors as values. The node may run them in any
   * order (JSON-RPC 2.0 §6).
   */
  batch(calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]>;
  close(): void;
}

const LIMITS: WireLimits = { timeLimitSeconds: 60, answerBytes: 64 * 2 ** 20 };
const EXCERPT_LENGTH = 80;

/**
 * A JSON-RPC 2.0 client. Every answer is attacker-controlled: its time, its size and its envelope are checked
 * here, a result's meaning by whoever asked.
 *
 * @throws OMNI3020–3024, at once for a bad URL, else from each call that gets no JSON-RPC answer.
 */
export function openRpc(url: string, limits: WireLimits = LIMITS): Rpc {
  const wire = openWire(url, limits);
  let lastId = 0;

  const batch = async (calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]> => {
    if (calls.length === 0) return [];
    const requests = calls.map(([method, ...params]) => ({ jsonrpc: "2.0", id: ++lastId, method, params }));
    const body = await wire.post(requests);
    const answers = readAnswers(body);
    return requests.map(({ id }) => {
      const answer = answers.get(id);
      if (answer) return answer;
      throw new OmniError(CHAIN.NOT_JSON_RPC, { url: wire.origin, excerpt: body.slice(0, EXCERPT_LENGTH) });
    });
  };

  return {
    origin: wire.origin,
    batch,
    request: async (...call) => resultOf(call, (await batch([call]))[0]),
    close: wire.close,
  };
}

/** @throws OMNI3025 if the answer is an error. */
export function resultOf([method]: RpcCall, answer: RpcAnswer | undefined): unknown {
  if (answer?.kind === "result") return answer.result;
  throw new OmniError(CHAIN.REQUEST_REFUSED, { method, reason: answer?.message ?? "no answer" });
}

function readAnswers(body: string): Map<unknown, RpcAnswer> {
  const answers = new Map<unknown, RpcAnswer>();
  for (const entry of parseList(body)) {
    const answer = readAnswer(entry);
    if (answer) answers.set((entry as { id?: unknown }).id, answer);
  }
  return answers;
}

function parseList(body: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(body);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function readAnswer(entry: unknown): RpcAnswer | null {
  if (typeof entry !== "object" || entry === null) return null;
  if ("error" in entry) return readError(entry.error);
  return "result" in entry ? { kind: "result", result: entry.result } : null;
}

function readError(error: unknown): RpcAnswer | null {
  if (typeof error !== "object" || error === null) return null;
  const { code, message, data } = error as Record<string, unknown>;
  if (typeof code !== "number" || typeof message !== "string") return null;
  return { kind: "error", code, message, data };
}
