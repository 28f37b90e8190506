import { openEdr } from "../engine/edr.ts";
import type { Engine, Execution } from "../engine/engine.ts";
import { executeOn } from "../engine/execute.ts";
import { openRetrace, type Retrace } from "./retrace.ts";

/** What a journal came to, while the chain is there that it made. */
export type ExecutedChain = Extract<Execution, { kind: "executed" }> & {
  /** Begins at the genesis each time. */
  readonly retrace: () => Retrace;
};

/**
 * The EVM that nodes have, in this process, for one journal.
 *
 * @param meanwhile what is done before its chain goes, if all of the journal was executed.
 */
export function edrEngine(meanwhile: (chain: ExecutedChain) => Promise<void> = async () => {}): Engine {
  return async (stream) => {
    const rpc = await openEdr();
    try {
      const execution = await executeOn(rpc, stream);
      if (execution.kind === "differs") return execution;
      const { journal, transactions } = execution;
      const retrace = () => openRetrace(rpc, journal, transactions);
      await meanwhile({ ...execution, retrace });
      return execution;
    } finally {
      rpc.close();
    }
  };
}
