import { join } from "node:path";
import { GENESIS } from "../constants.ts";
import { type Journal, journalHeader, latestOf } from "../journal/journal.ts";
import { openWal, readJournal, stateFolder, type Wal } from "../journal/wal.ts";
import type { Clock, Mine, Port } from "../port.ts";
import type { Rpc } from "../rpc.ts";
import { type Connection, connect, lookAt } from "./connect.ts";
import { type Foresight, openForesight } from "./foresight.ts";
import { type MinerOptions, openMiner } from "./miner.ts";
import { questionsOf, readsOf } from "./queries.ts";
import { concludeBeforehand, finishOpenBlock } from "./recover.ts";

/** The rehearsal's chain, open for writing. */
export interface Session extends Port {
  readonly rpc: Rpc;
  readonly url: string;
  /** The normal form of everything that this chain has seen; grows as blocks are mined. */
  readonly journal: Journal;
  /**
   * Logs ahead, sends, mines and checks one group. More than a block holds goes into successive blocks, one second
   * apart.
   */
  readonly mine: Mine;
  /** Releases the log, and stops the node if the session started it. */
  readonly close: () => Promise<void>;
}

export interface SessionOptions extends MinerOptions {
  /** The folder of all artefacts. */
  readonly out: string;
  /** `null` starts a private node. */
  readonly rpcUrl: string | null;
  /** The user named the URL in this very command; then a node that does not answer is an error. */
  readonly explicit?: boolean;
  /** Hears the origin of a node that was named and does not answer, before a private one takes its place. */
  readonly onPrivate?: (origin: string) => void;
  /** Archives the log and keeps only this many blocks; by default all. What begins a new journal keeps 0. */
  readonly keepBlocks?: number;
}

/**
 * Opens the log for writing, and a node whose chain is exactly what the log says: a block that was under way when
 * an earlier writer ended is finished first.
 *
 * @throws OMNI3020–3033 if the node at `rpcUrl` is not one to write to, OMNI3041–3043 if the log is not, OMNI3060
 * if it cannot be replayed.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  await lookBeforeCutting(options);
  const wal = await openWal(options.out, options.keepBlocks);
  try {
    const { url, rpc, close } = await openChain(options, wal);
    const foresight = openForesight(rpc);
    const mine = openMiner(options, wal, rpc, foresight);
    let closed: Promise<void> | undefined;
    return sessionOn(wal, {
      url,
      rpc,
      mine,
      foresight,
      close: () => {
        closed ??= close().finally(wal.close);
        return closed;
      },
    });
  } catch (error) {
    await wal.close();
    throw error;
  }
}

/** A node that will be refused must not cost the log its blocks. */
async function lookBeforeCutting({ keepBlocks, out, ...endpoint }: SessionOptions): Promise<void> {
  if (keepBlocks === undefined || endpoint.rpcUrl === null) return;
  const { blocks } = keepBlocks === 0 ? { blocks: [] } : await readJournal(out);
  await lookAt(endpoint, { header: journalHeader(GENESIS), blocks: blocks.slice(0, keepBlocks) });
}

async function openChain(options: SessionOptions, wal: Wal): Promise<Connection> {
  const { out, script, rpcUrl } = options;
  if (rpcUrl !== null) await concludeBeforehand(rpcUrl, wal);
  const logFile = join(stateFolder(out), "logs", `${script.replaceAll(":", "-")}.node.log`);
  const connection = await connect({ ...options, logFile }, wal.journal);
  try {
    await finishOpenBlock(connection.rpc, wal);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

type Opened = Pick<Session, "url" | "rpc" | "mine" | "close"> & { readonly foresight: Foresight };

function sessionOn(wal: Wal, { foresight, ...opened }: Opened): Session {
  const { journal } = wal;
  const clock: Clock = {
    get now() {
      return BigInt(latestOf(journal).timestamp);
    },
    get block() {
      return journal.blocks.length;
    },
  };
  const latest = () => clock.block;
  return {
    ...opened,
    ...readsOf(opened.rpc, latest),
    ...questionsOf(opened.rpc, latest),
    clock,
    journal,
    calls: (calls, block = clock.block) => foresight.calls(block, calls),
    stateRoot: () => latestOf(journal).stateRoot,
  };
}
