import type { Engine } from "../engine/engine.ts";
import { executeOn } from "../engine/execute.ts";
import type { Rpc } from "../rpc.ts";
import { startNode } from "./node.ts";

/**
 * The EVM of a private node, which is started for one journal and stopped after it.
 *
 * @param logFile where the node's output goes
 */
export function nodeEngine(logFile: string): Engine {
  return (journal) => onNode(logFile, (rpc) => executeOn(rpc, journal));
}

/** Starts a private node at the genesis, for as long as it is used. */
export async function onNode<Result>(logFile: string, use: (rpc: Rpc) => Promise<Result>): Promise<Result> {
  const node = await startNode({ logFile });
  try {
    return await use(node.rpc);
  } finally {
    await node.stop();
  }
}
