import { join } from "node:path";
import { beforeClosing } from "../journal/closing.ts";
import type { Journal } from "../journal/journal.ts";
import { readJournal, stateFolder, whileLocked } from "../journal/wal.ts";
import type { TracePort } from "../port.ts";
import type { Rpc } from "../rpc.ts";
import { chainAt } from "./at-block.ts";
import { connect } from "./connect.ts";
import type { SessionOptions } from "./session.ts";

/** The rehearsal's chain, open for reading. */
export interface Reader extends TracePort {
  readonly rpc: Rpc;
  readonly url: string;
  readonly journal: Journal;
  /** Stops the node if it was started for this. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a chain for reading at the last block that a stage mined, beside other readers: it takes no lock, but to bring a node
 * that is behind up to that block.
 *
 * @throws OMNI3020–3033 if the node at `rpcUrl` is not one to read from, OMNI3041 if the log is damaged, OMNI3042 if
 * the node is behind and another process is about to change it.
 */
export async function openReader(
  options: Pick<SessionOptions, "out" | "script" | "rpcUrl" | "explicit" | "onPrivate">,
): Promise<Reader> {
  const { out, script } = options;
  const journal = await readJournal(out);
  const logFile = join(stateFolder(out), "logs", `${script.replaceAll(":", "-")}.node.log`);
  const endpoint = {
    ...options,
    logFile,
    alone: <Result>(work: () => Promise<Result>) => whileLocked(out, work),
  };
  const { url, rpc, close } = await connect(endpoint, journal);
  const left = beforeClosing(journal);
  return {
    ...chainAt(rpc, left, left.blocks.length),
    url,
    rpc,
    journal: left,
    close,
  };
}
