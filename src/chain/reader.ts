import { join } from "node:path";
import { callAt } from "./call.ts";
import { connect } from "./connect.ts";
import { latestOf } from "./journal.ts";
import type { Session, SessionOptions } from "./session.ts";
import { readJournal, stateFolder, whileLocked } from "./wal.ts";

/** What can be read from a chain: everything that a session has but writing. */
export type Reader = Omit<Session, "mine">;

/**
 * Opens a chain for reading at the journal's last block, beside other readers: it takes no lock, but to bring a node
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
  const latest = latestOf(journal);
  const block = journal.blocks.length;
  return {
    url,
    rpc,
    journal,
    clock: { now: BigInt(latest.timestamp), block },
    calls: (calls, at = block) => callAt(rpc, at, calls),
    stateRoot: () => latest.stateRoot,
    close,
  };
}
