import type { Engine, Execution } from "../engine/engine.ts";
import { executeOn } from "../engine/execute.ts";
import type { Journal } from "../journal/journal.ts";
import { startNode } from "./node.ts";
import { openRetrace, type Retrace } from "./retrace.ts";

/** What a journal came to, while the chain is there that it made. */
export type ExecutedChain =
  | Exclude<Execution, { kind: "executed" }>
  | (Extract<Execution, { kind: "executed" }> & {
      /** Begins at the genesis each time. */
      readonly retrace: () => Retrace;
    });

/**
 * The EVM of a private node, which is started for one journal and stopped after it.
 *
 * @param logFile where the node's output goes
 * @param meanwhile what is done before the node is stopped.
 */
export function nodeEngine(
  logFile: string,
  meanwhile: (chain: ExecutedChain, journal: Journal) => Promise<void> = async () => {},
): Engine {
  return async (journal) => {
    const node = await startNode({ logFile });
    try {
      const execution = await executeOn(node.rpc, journal);
      const chain =
        execution.kind === "executed"
          ? { ...execution, retrace: () => openRetrace(node.rpc, journal, execution.transactions) }
          : execution;
      await meanwhile(chain, journal);
      return execution;
    } finally {
      await node.stop();
    }
  };
}
