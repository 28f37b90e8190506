import { unzipSync, zipSync } from "fflate";
import { byCodeUnit } from "../src/support/paths.ts";

/** A time that a zip archive can say, the same in every time zone. */
const EPOCH = new Date(1980, 0, 1);
/** How hard it is compressed: beyond this a page gets little smaller and takes much longer. */
const LEVEL = 6;
/** Of a text that is made in one piece. */
const PIECE = 0x6000;

/** The one file of an archive: an archive that is not compressed, so that files that are alike are compressed as one. */
const INNER = "files.zip";

/** Files as one text that stands in a document. */
export function pack(files: ReadonlyMap<string, Uint8Array>): string {
  const sorted = [...files].toSorted(([a], [b]) => byCodeUnit(a, b));
  const stored = zipSync(Object.fromEntries(sorted), { level: 0, mtime: EPOCH });
  return toBase64(zipSync({ [INNER]: stored }, { level: LEVEL, mtime: EPOCH }));
}

export function unpack(packed: string): ReadonlyMap<string, Uint8Array> {
  const { [INNER]: stored = new Uint8Array() } = unzipSync(fromBase64(packed));
  return new Map(Object.entries(unzipSync(stored)));
}

function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += PIECE)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(start, start + PIECE))));
  return pieces.join("");
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
