import { closeSync, openSync, readSync } from "node:fs";

const CHUNK_BYTES = 2 ** 20;
const LINE_FEED = 0x0a;

/**
 * @param path a journal that has been read as one: no line of it is too long to be held.
 * @returns its lines one after the other, without their line feeds.
 */
export function* journalLinesIn(path: string): Generator<string> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const file = openSync(path, "r");
  let open: Buffer[] = [];
  try {
    for (let got = readSync(file, chunk); got > 0; got = readSync(file, chunk)) {
      let start = 0;
      const bytes = chunk.subarray(0, got);
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
        yield Buffer.concat([...open, bytes.subarray(start, end)]).toString("latin1");
        open = [];
        start = end + 1;
      }
      open.push(Buffer.from(bytes.subarray(start)));
    }
  } finally {
    closeSync(file);
  }
}

/**
 * @param path as of {@link journalLinesIn}
 * @param wanted which lines, from 1.
 * @returns those that there are.
 */
export function readJournalLines(path: string, wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  let line = 1;
  for (const text of journalLinesIn(path)) {
    if (wanted.has(line)) found.set(line, text);
    line += 1;
  }
  return found;
}
