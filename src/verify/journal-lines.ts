import { closeSync, openSync, readSync } from "node:fs";

const CHUNK_BYTES = 2 ** 20;
const LINE_FEED = 0x0a;

/**
 * @param path a journal that has been read as one: no line of it is too long to be held.
 * @param wanted which lines, from 1.
 * @returns those that there are, without their line feeds.
 */
export function readJournalLines(path: string, wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const file = openSync(path, "r");
  let line = 1;
  let open: Buffer[] = [];
  try {
    for (let got = readSync(file, chunk); got > 0; got = readSync(file, chunk)) {
      let start = 0;
      const bytes = chunk.subarray(0, got);
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
        if (wanted.has(line))
          found.set(line, Buffer.concat([...open, bytes.subarray(start, end)]).toString("latin1"));
        open = [];
        line += 1;
        start = end + 1;
      }
      if (wanted.has(line)) open.push(Buffer.from(bytes.subarray(start)));
    }
  } finally {
    closeSync(file);
  }
  return found;
}
