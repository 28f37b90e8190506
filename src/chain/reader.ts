import { join } from "node:path";
import { callAt } from "./call.ts";
import { connect } from "./connect.ts";
import { latestOf } from "./journal.ts";
import type { Session, SessionOptions } from "./session.ts";
import { readJournal, stateFolder } from "./wal.ts";

/** What can be read from a chain: everything that a session has but writing. */
export type Reader = Omit<Session, "mine">;

/**
 * Opens a chain for reading at the journal's last block, beside other readers: it takes no lock.
 *
 * @throws OMNI3020–3033 if the node at `rpcUrl` is not one to read from, OMNI3041 if the log is damaged.
 */
export async function openReader(
  options: Pick<SessionOptions, "out" | "script" | "rpcUrl" | "explicit">,
): Promise<Reader> {
  const { out, script } = options;
  const journal = await readJournal(out);
  const logFile = join(stateFolder(out), "logs", `${script.replaceAll(":", "-")}.node.log`);
  const { url, rpc, close } = await connect({ ...options, logFile }, journal);
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
