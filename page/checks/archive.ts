import { unzipSync } from "fflate";
import { unpackTar } from "modern-tar";

/** A file as an archive or a folder gives it; its name is attacker-controlled, and may be there several times. */
export interface Entry {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type Unpacked =
  | { readonly ok: true; readonly entries: readonly Entry[]; readonly findings: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Bounds on what a stranger's bag can make a page do. */
const MOST_FILES = 50_000;
const MOST_BYTES = 512 * 2 ** 20;

const TOO_MUCH = "This is more than a page can check. Have the program verify it.";
const NO_ARCHIVE =
  "This is neither a folder nor a zip or tar archive. Pack the bag as one of them, or unpack it.";
const DAMAGED = "This archive cannot be unpacked: it is damaged, or it breaks off.";

/** @returns why so much is refused; `null` if it is not too much */
export function overLimit(files: number, bytes: number): string | null {
  return files > MOST_FILES || bytes > MOST_BYTES ? TOO_MUCH : null;
}

/** The files of a zip archive, or of a tar archive as it is or gzipped. */
export async function unpackArchive(file: File): Promise<Unpacked> {
  const start = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  try {
    if (startsWith(start, "PK")) return unzipped(new Uint8Array(await file.arrayBuffer()));
    if (startsWith(start, "ustar", 257)) return await untarred(file.stream());
    if (startsWith(start, "\u001f\u008b"))
      return await untarred(file.stream().pipeThrough(new DecompressionStream("gzip")));
    return { ok: false, problem: NO_ARCHIVE };
  } catch (error) {
    return { ok: false, problem: error instanceof TooMuch ? TOO_MUCH : DAMAGED };
  }
}

class TooMuch extends Error {}

function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  return [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));
}

/** No file becomes longer than the archive's list says, and the list is bounded. */
function unzipped(archive: Uint8Array): Unpacked {
  const names: string[] = [];
  let bytes = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if (name.endsWith("/")) return false;
    bytes += originalSize;
    names.push(name);
    if (overLimit(names.length, bytes) !== null) throw new TooMuch();
    return true;
  };
  const files = new Map(Object.entries(unzipSync(archive, { filter })));
  const entries = names.map((path) => ({ path, bytes: files.get(path) ?? new Uint8Array() }));
  return { ok: true, entries, findings: [] };
}

async function untarred(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Unpacked> {
  let count = 0;
  const filter = (): boolean => {
    count += 1;
    if (overLimit(count, 0) !== null) throw new TooMuch();
    return true;
  };
  const all = await unpackTar(stream.pipeThrough(bounded()), { strict: true, filter });
  const files = all.filter(({ header }) => header.type === "file");
  const others = all.filter(({ header }) => header.type !== "file" && header.type !== "directory");
  return {
    ok: true,
    entries: files.map(({ header, data }) => ({ path: header.name, bytes: data ?? new Uint8Array() })),
    findings: others.map(
      ({ header }) => `${JSON.stringify(header.name)} is no file, but a link or a device.`,
    ),
  };
}

/** Lets through what a page can hold; what is packed may be a thousand times as much unpacked. */
function bounded(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (overLimit(0, bytes) === null) controller.enqueue(chunk);
      else controller.error(new TooMuch());
    },
  });
}
