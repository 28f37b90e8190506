import { ENVIRONMENT } from "../../errors/environment-errors.ts";
import { OmniError } from "../../errors/error.ts";
import { isHexData } from "../../support/quantity.ts";
import { PACKAGE, REINSTALL } from "../../system/root.ts";
import { type Rpc, type RpcAnswer, type RpcCall, resultOf } from "../rpc.ts";
import { hasNativeEvm, OLDEST_NODE } from "./native-evm.ts";

/** The node's EVM without the node: a chain in this process, at its genesis, which is asked as a node is. */
export async function openEdr(): Promise<Rpc> {
  if (!hasNativeEvm()) throw new OmniError(ENVIRONMENT.NO_EVM, { node: OLDEST_NODE, install: REINSTALL });
  // Loading them takes longer than most commands.
  const [{ createHardhatRuntimeEnvironment }, { default: config }] = await Promise.all([
    import("hardhat/hre"),
    import("../node-config.ts"),
  ]);
  const runtime = await createHardhatRuntimeEnvironment(config, {}, PACKAGE);
  const { provider, close } = await runtime.network.create("node");
  const batch = (calls: readonly RpcCall[]) => Promise.all(calls.map((call) => ask(provider, call)));
  return {
    origin: "EDR",
    batch,
    request: async (...call) => resultOf(call, (await batch([call]))[0]),
    close: () => void close(),
  };
}

interface Provider {
  request(request: { readonly method: string; readonly params: unknown[] }): Promise<unknown>;
}

/** Hardhat writes a sender into the calls that it is given: it gets copies, as over a wire. */
async function ask(provider: Provider, [method, ...given]: RpcCall): Promise<RpcAnswer> {
  const params = structuredClone(given);
  try {
    return { kind: "result", result: await provider.request({ method, params }) };
  } catch (error) {
    return answerOf(error);
  }
}

/** As a node tells of it in JSON-RPC: what a call reverted with is plain hex. */
function answerOf(error: unknown): RpcAnswer {
  const { code, message, data } = (error ?? {}) as Record<string, unknown>;
  if (typeof code !== "number" || typeof message !== "string") throw error;
  const inner = (data ?? {}) as { readonly data?: unknown };
  return { kind: "error", code, message, data: isHexData(data) ? data : inner.data };
}
