import { unzipSync } from "fflate";

export type Dropped =
  | { readonly ok: true; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly ok: false; readonly problem: string };

/** Bounds on what a stranger's bag can make a page do. */
const MOST_FILES = 50_000;
const MOST_BYTES = 512 * 2 ** 20;

/** @param files as a folder or an archive gives them; names are attacker-controlled */
function bagOf(files: ReadonlyMap<string, Uint8Array>): Dropped {
  const home = [...files.keys()]
    .filter((path) => path === "bagit.txt" || path.endsWith("/bagit.txt"))
    .sort((a, b) => a.length - b.length)[0];
  if (home === undefined) return { ok: false, problem: 'This holds no "bagit.txt": it is no bag.' };
  const folder = home.slice(0, -"bagit.txt".length);
  const inside = [...files].filter(([path]) => path.startsWith(folder));
  return { ok: true, files: new Map(inside.map(([path, bytes]) => [path.slice(folder.length), bytes])) };
}

/** The files of a folder that was chosen or dropped, or of one zip archive. */
export async function readFiles(chosen: readonly { path: string; file: File }[]): Promise<Dropped> {
  const bytes = chosen.reduce((sum, { file }) => sum + file.size, 0);
  if (isTooMuch(chosen.length, bytes)) return tooMuch();
  const [only] = chosen;
  if (chosen.length === 1 && only !== undefined) return readArchive(only.file);
  const entries = await Promise.all(
    chosen.map(async ({ path, file }) => [path, new Uint8Array(await file.arrayBuffer())] as const),
  );
  return bagOf(new Map(entries));
}

async function readArchive(file: File): Promise<Dropped> {
  const archive = new Uint8Array(await file.arrayBuffer());
  if (archive[0] !== 0x50 || archive[1] !== 0x4b)
    return {
      ok: false,
      problem: "This is neither a folder nor a zip archive. Pack the bag as zip, or unpack it.",
    };
  let bytes = 0;
  let count = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    bytes += originalSize;
    count += 1;
    return !name.endsWith("/") && !isTooMuch(count, bytes);
  };
  try {
    const files = unzipSync(archive, { filter });
    return isTooMuch(count, bytes) ? tooMuch() : bagOf(new Map(Object.entries(files)));
  } catch {
    return { ok: false, problem: "This archive cannot be unpacked." };
  }
}

function isTooMuch(count: number, bytes: number): boolean {
  return count > MOST_FILES || bytes > MOST_BYTES;
}

function tooMuch(): Dropped {
  return { ok: false, problem: "This is more than a page can check. Have the program verify it." };
}

/** Everything that was dropped, folders gone into. */
export async function filesDropped(transfer: DataTransfer): Promise<{ path: string; file: File }[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const found: { path: string; file: File }[] = [];
  const pending: FileSystemEntry[] = [...entries];
  for (let entry = pending.pop(); entry !== undefined && found.length <= MOST_FILES; entry = pending.pop()) {
    if (entry.isFile)
      found.push({ path: entry.fullPath.slice(1), file: await fileOf(entry as FileSystemFileEntry) });
    else pending.push(...(await childrenOf(entry as FileSystemDirectoryEntry)));
  }
  return found;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a hundred names at a time, and none when it is done. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
