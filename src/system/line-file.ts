import { createReadStream } from "node:fs";
import { type FileHandle, open, truncate } from "node:fs/promises";

/** A file that only grows, by whole lines. */
export interface LineFile {
  append(lines: string): Promise<void>;
  close(): Promise<void>;
}

const NEWLINE = 10;

/**
 * Opens a file to append lines, after cutting off what follows its first lines.
 *
 * @param keep whole lines that stay; the file has as many
 */
export async function openLines(path: string, keep: number): Promise<LineFile> {
  const file: FileHandle = await open(path, "a");
  await truncate(path, (await scan(path, keep)).bytes);
  return { append: (lines) => file.appendFile(lines), close: () => file.close() };
}

/** How many whole lines a file has; none if it is not there. */
export async function countLines(path: string): Promise<number> {
  return (await scan(path, Number.POSITIVE_INFINITY)).lines;
}

/** As far as the end of a line, at most so many lines. Reads by pieces, however large the file is. */
async function scan(path: string, most: number): Promise<{ lines: number; bytes: number }> {
  const whole = { lines: 0, bytes: 0 };
  let read = 0;
  if (most === 0) return whole;
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) {
        whole.lines += 1;
        whole.bytes = read + at + 1;
        if (whole.lines === most) return whole;
      }
      read += piece.length;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return whole;
}
