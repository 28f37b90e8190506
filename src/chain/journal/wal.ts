import { ftruncateSync, writeSync } from "node:fs";
import { type FileHandle, open, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CHAIN } from "../../errors/chain-errors.ts";
import { codeOf, OmniError } from "../../errors/error.ts";
import { toJsonLine } from "../../support/json.ts";
import { makeFolder, readIfThere, writeWhole } from "../../system/files.ts";
import { takeLock } from "../../system/lock.ts";
import { GENESIS } from "../constants.ts";
import { isClosing } from "./closing.ts";
import {
  type BlockIntent,
  type BlockOutcome,
  type Journal,
  type JournalBlock,
  journalHeader,
} from "./journal.ts";
import { parseWal, type WalContent, type WalEntry, walEntries } from "./wal-format.ts";

/** The write-ahead log of an output folder, held by one writer at a time. */
export interface Wal {
  /** The normal form of what the log holds; blocks appear as they are concluded. */
  readonly journal: Journal;
  /** The block that is under way: between `intend` and its end. */
  readonly open: BlockIntent | null;
  /** Written when it returns, so that nothing is sent that the log does not know, also if this process is killed. */
  intend(block: BlockIntent): void;
  /** On disk when it resolves, so that nothing is mined that a log which loses power does not know. */
  sync(): Promise<void>;
  conclude(outcome: BlockOutcome): void;
  /** Gives up the block that is under way: the node mined nothing of it. */
  abandon(): void;
  close(): Promise<void>;
}

/** Working state lives beside the artefacts, outside every digest. */
export function stateFolder(out: string): string {
  return join(out, ".omnisovereign");
}

/**
 * Opens the log for writing, after archiving it and keeping its first `keepBlocks` blocks if that is asked for.
 *
 * @throws OMNI3041 if it is damaged, OMNI3042 if another process writes it, OMNI3043 if it has fewer blocks.
 */
export async function openWal(out: string, keepBlocks?: number): Promise<Wal> {
  const path = walPath(out);
  makeFolder(dirname(path));
  const release = await lockLog(path);
  try {
    if (keepBlocks !== undefined) await cutLog(path, keepBlocks);
    const content = (await readLog(path)) ?? (await beginLog(path, emptyJournal()));
    const file = await open(path, "r+");
    await file.truncate(content.bytes);
    return appendTo(file, content, release);
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Works while no other process writes the log, or works here.
 *
 * @throws OMNI3042 if one does.
 */
export async function whileLocked<Result>(out: string, work: () => Promise<Result>): Promise<Result> {
  const release = await lockLog(walPath(out));
  try {
    return await work();
  } finally {
    await release();
  }
}

/**
 * The journal of an output folder, for readers; empty if there is none.
 *
 * @throws OMNI3041 if the log is damaged.
 */
export async function readJournal(out: string): Promise<Journal> {
  return (await readLog(walPath(out)))?.journal ?? emptyJournal();
}

/**
 * How many blocks came before a script's own, of which the first may be under way still: whoever begins the script again
 * must not find it finished. What it does comes before the dossier is closed, so that the blocks that do are as good as its own.
 *
 * @returns `null` if there are none yet
 * @throws OMNI3041 if the log is damaged.
 */
export async function blocksBefore(out: string, script: string): Promise<number | null> {
  const log = await readLog(walPath(out));
  const blocks: readonly BlockIntent[] = [...(log?.journal.blocks ?? []), ...(log?.open ? [log.open] : [])];
  const own = blocks.findIndex((block) => block.script === script || isClosing(block));
  return own === -1 ? null : own;
}

/** Whether this is why a log could not be read. */
export function isDamagedLog(error: unknown): error is OmniError {
  return error instanceof OmniError && error.code === codeOf(CHAIN.LOG_MALFORMED);
}

/**
 * Takes up blocks of an earlier recording that follow on the log as it stands: what later scripts mined stays good when a
 * script that ran again mined the same blocks as before.
 *
 * @returns whether the log ends where the recording ends.
 */
export async function extendLog(out: string, recorded: Journal): Promise<boolean> {
  const path = walPath(out);
  const log = await readLog(path);
  if (!log || log.open) return false;
  const { blocks } = log.journal;
  const follows = blocks.length === 0 || recorded.blocks[blocks.length - 1]?.hash === blocks.at(-1)?.hash;
  if (!follows) return false;
  if (recorded.blocks.length > blocks.length) await beginLog(path, recorded);
  return true;
}

/** Begins the log of a folder that has none with blocks that were mined elsewhere. */
export async function restoreLog(out: string, journal: Journal): Promise<void> {
  await beginLog(walPath(out), journal);
}

async function lockLog(path: string): Promise<() => Promise<void>> {
  const lock = await takeLock(`${path}.lock`);
  if (lock.kind === "locked") return lock.release;
  throw new OmniError(CHAIN.LOG_LOCKED, { lock: `${path}.lock`, owner: String(lock.owner.pid) });
}

function walPath(out: string): string {
  return join(stateFolder(out), "wal.jsonl");
}

function emptyJournal(): Journal {
  return { header: journalHeader(GENESIS), blocks: [] };
}

async function readLog(path: string): Promise<WalContent | null> {
  const result = parseWal((await readIfThere(path)) ?? "");
  if (result.kind === "malformed") {
    throw new OmniError(CHAIN.LOG_MALFORMED, { path, line: result.line, problem: result.problem });
  }
  return result.kind === "wal" ? result.wal : null;
}

async function beginLog(path: string, journal: Journal): Promise<WalContent> {
  const text = walEntries(journal).map(toJsonLine).join("");
  await writeWhole(path, text);
  return { journal, open: null, bytes: Buffer.byteLength(text) };
}

/** A damaged log can be cut to nothing, which is how one starts anew. */
async function cutLog(path: string, keepBlocks: number): Promise<void> {
  const log = keepBlocks === 0 ? null : await readLog(path);
  const blocks = log?.journal.blocks ?? [];
  if (keepBlocks > blocks.length) {
    throw new OmniError(CHAIN.JOURNAL_TOO_SHORT, { blocks: blocks.length, wanted: keepBlocks });
  }
  if (log && !log.open && blocks.length === keepBlocks) return;
  if ((await readIfThere(path))?.includes("\n")) await archive(path);
  await beginLog(path, { ...(log?.journal ?? emptyJournal()), blocks: blocks.slice(0, keepBlocks) });
}

/** Where logs go that a script has begun anew. */
export function archiveFolder(state: string): string {
  return join(state, "archive");
}

/** Numbers, not dates: `archive/0001.jsonl`. */
async function archive(path: string): Promise<void> {
  const folder = archiveFolder(dirname(path));
  makeFolder(folder);
  const taken = (await readdir(folder)).map((name) => Number.parseInt(name, 10) || 0);
  const number = Math.max(0, ...taken) + 1;
  await writeWhole(join(folder, `${String(number).padStart(4, "0")}.jsonl`), await readFile(path));
}

/** A full disk takes the beginning of a line and says nothing before the next call: what it took goes again. */
function writeAll(file: number, line: Buffer, position: number): void {
  try {
    for (let done = 0; done < line.length; )
      done += writeSync(file, line, done, line.length - done, position + done);
  } catch (error) {
    ftruncateSync(file, position);
    throw error;
  }
}

function appender(file: number, start: number): (entry: WalEntry) => void {
  let position = start;
  return (entry) => {
    const line = Buffer.from(toJsonLine(entry));
    writeAll(file, line, position); // to the system's cache, which is faster than to wait for a thread
    position += line.length;
  };
}

async function closeLog(file: FileHandle, release: () => Promise<void>): Promise<void> {
  try {
    await file.datasync();
  } finally {
    await file.close();
    await release();
  }
}

function appendTo(file: FileHandle, content: WalContent, release: () => Promise<void>): Wal {
  const blocks: JournalBlock[] = [...content.journal.blocks];
  let open = content.open;
  const append = appender(file.fd, content.bytes);
  return {
    journal: { header: content.journal.header, blocks },
    get open() {
      return open;
    },
    intend(block) {
      if (open) throw new Error(`block ${open.number} is still under way`);
      append({ kind: "block", ...block });
      open = block;
    },
    sync: () => file.datasync(),
    conclude(outcome) {
      const block = underWay();
      const { hash, stateRoot } = outcome;
      append({ kind: "outcome", number: block.number, hash, stateRoot });
      blocks.push({ ...block, hash, stateRoot });
      open = null;
    },
    abandon() {
      append({ kind: "abandoned", number: underWay().number });
      open = null;
    },
    close: () => closeLog(file, release),
  };

  function underWay(): BlockIntent {
    if (!open) throw new Error("no block is under way");
    return open;
  }
}
