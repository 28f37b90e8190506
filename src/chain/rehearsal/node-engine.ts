import type { Engine, Execution } from "../engine/engine.ts";
import { executeOn } from "../engine/execute.ts";
import type { Journal } from "../journal/journal.ts";
import { startNode } from "./node.ts";
import { openRetrace, type Retrace } from "./retrace.ts";

/** What a journal came to, while the chain is there that it made. */
export type ExecutedChain = Extract<Execution, { kind: "executed" }> & {
  /** Begins at the genesis each time. */
  readonly retrace: () => Retrace;
};

/**
 * The EVM of a private node, which is started for one journal and stopped after it.
 *
 * @param logFile where the node's output goes
 * @param meanwhile what is done before the node is stopped, if all of the journal was executed.
 */
export function nodeEngine(
  logFile: string,
  meanwhile: (chain: ExecutedChain, journal: Journal) => Promise<void> = async () => {},
): Engine {
  return async (stream) => {
    const node = await startNode({ logFile });
    try {
      const execution = await executeOn(node.rpc, stream);
      if (execution.kind === "differs") return execution;
      const { journal, transactions } = execution;
      const retrace = () => openRetrace(node.rpc, journal, transactions);
      await meanwhile({ ...execution, retrace }, journal);
      return execution;
    } finally {
      await node.stop();
    }
  };
}
