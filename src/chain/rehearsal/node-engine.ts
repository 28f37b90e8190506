import type { Engine } from "../engine/engine.ts";
import { executeOn } from "../engine/execute.ts";
import { startNode } from "./node.ts";

/**
 * The EVM of a private node, which is started for one journal and stopped after it.
 *
 * @param logFile where the node's output goes
 * @param scratch a folder that the node removes if this process is killed
 */
export function nodeEngine(logFile: string, scratch?: string): Engine {
  return async (journal) => {
    const node = await startNode({ logFile, ...(scratch === undefined ? {} : { scratch }) });
    try {
      return await executeOn(node.rpc, journal);
    } finally {
      await node.stop();
    }
  };
}
