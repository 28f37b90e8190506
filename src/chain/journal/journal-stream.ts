import { type JournalBlock, type JournalHeader, journalLines } from "./journal.ts";

/** A journal whose blocks are read when they are asked for, once and in their order. */
export interface JournalStream {
  readonly header: JournalHeader;
  readonly blocks: Iterable<JournalBlock>;
}

/** What reading a block throws where a journal is none. */
export class JournalMalformed extends Error {
  readonly line: number;
  readonly problem: string;

  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`);
    this.line = line;
    this.problem = problem;
  }
}

/**
 * Holds one line at a time.
 *
 * @param lines attacker-controlled, each without its line feed.
 * @throws JournalMalformed if the first is no header; reading the blocks does at the first that is none.
 */
export function streamJournal(lines: Iterable<string>): JournalStream {
  const headers: JournalHeader[] = [];
  const read: JournalBlock[] = [];
  const readLine = journalLines({
    header: (header) => void headers.push(header),
    block: (block) => void read.push(block),
  });
  const each = lines[Symbol.iterator]();
  let line = 1;
  const take = (text: string): JournalBlock | undefined => {
    const problem = readLine(text);
    if (problem !== null) throw new JournalMalformed(line, problem);
    line += 1;
    return read.pop();
  };
  take(each.next().value ?? "");
  return { header: headers[0] as JournalHeader, blocks: blocksOf(each, take) };
}

function* blocksOf(
  lines: Iterator<string>,
  take: (text: string) => JournalBlock | undefined,
): Generator<JournalBlock> {
  try {
    for (let next = lines.next(); !next.done; next = lines.next()) yield take(next.value) as JournalBlock;
  } finally {
    lines.return?.();
  }
}
