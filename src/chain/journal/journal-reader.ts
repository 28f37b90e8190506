import type { JournalReading, JournalRun, JournalScan, JournalSummary } from "../../model/dossier.ts";
import { type JournalBlock, type JournalHeader, journalLines, MAX_LINE_BYTES, UNENDED } from "./journal.ts";

const LINE_FEED = 0x0a;

/** Every script has its blocks in one run of them; a journal of a stranger may have anybody's. */
const MOST_RUNS = 1000;

/**
 * Reads of a journal what a dossier says of it.
 *
 * @param text attacker-controlled
 */
export function readJournalText(text: string): JournalReading {
  const scan = scanJournal();
  scan.write(Buffer.from(text));
  return scan.end();
}

/** Reads a journal as it comes, attacker-controlled in all its bytes: holds one line of it at a time. */
export function scanJournal(): JournalScan {
  const summary = summarise();
  const readLine = journalLines(summary);
  const open: Buffer[] = [];
  let openBytes = 0;
  let line = 1;
  let problem: string | null = null;

  function endLine(): void {
    // In Latin-1 every byte is a character, and whatever a journal may hold is the same in UTF-8.
    problem = readLine(Buffer.concat(open).toString("latin1")) ?? summary.problem();
    open.length = 0;
    openBytes = 0;
    if (problem === null) line += 1;
  }

  function keep(bytes: Uint8Array): void {
    openBytes += bytes.length;
    if (openBytes > MAX_LINE_BYTES) problem = `it is longer than ${MAX_LINE_BYTES} bytes`;
    else if (bytes.length > 0) open.push(Buffer.from(bytes));
  }

  return {
    write(bytes) {
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); problem === null; end = bytes.indexOf(LINE_FEED, start)) {
        keep(bytes.subarray(start, end === -1 ? bytes.length : end));
        if (end === -1 || problem !== null) return;
        endLine();
        start = end + 1;
      }
    },
    end() {
      if (problem === null && openBytes > 0) problem = UNENDED;
      else if (problem === null && line === 1) endLine();
      return problem === null ? { ok: true, journal: summary.read() } : { ok: false, line, problem };
    },
  };
}

function summarise() {
  const runs: JournalRun[] = [];
  let header: JournalHeader;
  let blocks = 0;
  let transactions = 0;
  return {
    header(read: JournalHeader): void {
      header = read;
    },
    block(block: JournalBlock): void {
      blocks += 1;
      transactions += block.transactions.length;
      const last = runs.at(-1);
      const { stage, script, number, stateRoot } = block;
      if (last?.stage === stage && last.script === script)
        runs[runs.length - 1] = { ...last, last: number, stateRoot };
      else runs.push({ stage, script, first: number, last: number, stateRoot });
    },
    problem: () => (runs.length > MOST_RUNS ? `the script changes more than ${MOST_RUNS} times` : null),
    read(): JournalSummary {
      const { chainId, hardfork, genesis } = header;
      const stateRoot = runs.at(-1)?.stateRoot ?? genesis.stateRoot;
      return { chainId, hardfork, genesisHash: genesis.hash, blocks, transactions, stateRoot, runs };
    },
  };
}
