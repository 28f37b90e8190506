import type { Engine } from "../engine/engine.ts";
import { executeOn } from "../engine/execute.ts";
import { startNode } from "./node.ts";

/**
 * The EVM of a private node, which is started for one journal and stopped after it.
 *
 * @param logFile where the node's output goes
 */
export function nodeEngine(logFile: string): Engine {
  return async (journal) => {
    const node = await startNode({ logFile });
    try {
      return await executeOn(node.rpc, journal);
    } finally {
      await node.stop();
    }
  };
}
