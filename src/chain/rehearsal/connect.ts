import { replayOrThrow } from "../engine/replay.ts";
import type { Journal } from "../journal/journal.ts";
import { openRpc, type Rpc } from "../rpc.ts";
import { type Decision, decide } from "./decide.ts";
import { observe } from "./look.ts";

export interface Endpoint {
  /** `null` goes straight to a private node. */
  readonly rpcUrl: string | null;
  /** The user named the URL in this very command; then a node that does not answer is an error. */
  readonly explicit?: boolean;
  /** Hears the origin of a node that was named and does not answer, before a private one takes its place. */
  readonly onPrivate?: (origin: string) => void;
  /** Where a private node writes. */
  readonly logFile: string;
  /** Keeps everybody else from the node while it is brought to the journal's last block; a writer has seen to that. */
  readonly alone?: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export interface Connection {
  readonly url: string;
  readonly rpc: Rpc;
  /** Stops the node if it is private. */
  close(): Promise<void>;
}

/** A node that takes longer to say who it is will not do. */
const PROBE = { timeLimitSeconds: 10, answerBytes: 2 ** 20 };

/**
 * Finds the node to talk to, as `decide` says, and brings it to the journal's last block.
 *
 * @throws OMNI3020–3033 if the node at the URL is not one to use, OMNI3010–3012 if a private one does not start,
 * OMNI3060 if the journal cannot be replayed.
 */
export async function connect(endpoint: Endpoint, journal: Journal): Promise<Connection> {
  return (await connectTo(endpoint, journal)) ?? (await connectPrivately(endpoint.logFile, journal));
}

/** For the operator, when a private node takes the place of one that was named. */
export function privateNodeLine(origin: string): string {
  return `No node answers at ${origin}, which RPC_URL names: a private one is started instead.`;
}

/** Asks a node a few things with tight limits. */
export async function probe<Result>(url: string, ask: (rpc: Rpc) => Promise<Result>): Promise<Result> {
  const rpc = openRpc(url, PROBE);
  try {
    return await ask(rpc);
  } finally {
    rpc.close();
  }
}

/**
 * Asks a node which chain it is of.
 *
 * @throws OMNI3020 if the URL is none, OMNI3021 if nothing answers, OMNI3022–3025 if what answers is no Ethereum node.
 */
export async function chainIdAt(url: string): Promise<number> {
  return Number(await probe(url, (rpc) => rpc.request("eth_chainId")));
}

/**
 * Looks at the node at the URL without touching it.
 *
 * @throws OMNI3020–3033 if it is not one to use with this journal.
 */
export async function lookAt(
  { rpcUrl, explicit = false }: Pick<Endpoint, "rpcUrl" | "explicit">,
  journal: Journal,
): Promise<Exclude<Decision, { kind: "refuse" }>> {
  if (rpcUrl === null) return { kind: "private" };
  const decision = decide(await probe(rpcUrl, (prober) => observe(prober, journal)), {
    url: new URL(rpcUrl).origin,
    explicit,
    genesisHash: journal.header.genesis.hash,
    journal: journal.blocks.length,
  });
  if (decision.kind === "refuse") throw decision.error;
  return decision;
}

async function connectTo(endpoint: Endpoint, journal: Journal): Promise<Connection | null> {
  const { rpcUrl } = endpoint;
  const decision = await lookAt(endpoint, journal);
  if (rpcUrl === null) return null;
  if (decision.kind === "private") {
    endpoint.onPrivate?.(new URL(rpcUrl).origin);
    return null;
  }
  const rpc = openRpc(rpcUrl);
  if (decision.kind === "catch-up") {
    const { alone = (work) => work() } = endpoint;
    await alone(() => catchUp(endpoint, journal, rpc));
  }
  return { url: rpcUrl, rpc, close: async () => rpc.close() };
}

/** Looks once more: before we were alone another may have done it. */
async function catchUp(endpoint: Endpoint, journal: Journal, rpc: Rpc): Promise<void> {
  const decision = await lookAt(endpoint, journal);
  if (decision.kind === "catch-up") await replayOrThrow(journal, rpc, decision);
}

async function connectPrivately(logFile: string, journal: Journal): Promise<Connection> {
  // Starting processes takes a lot of code, which most scripts of a run never need.
  const { startNode } = await import("./node.ts");
  const node = await startNode({ logFile });
  try {
    await replayOrThrow(journal, node.rpc);
    return { url: node.url, rpc: node.rpc, close: node.stop };
  } catch (error) {
    await node.stop();
    throw error;
  }
}
