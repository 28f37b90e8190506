import { overLimit } from "./archive.ts";

export interface DroppedFile {
  readonly path: string;
  readonly file: File;
}

/** What TypeScript's library does not know of yet (File System Access). */
interface ItemWithHandle extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/**
 * Everything that was dropped, folders gone into. A page that was opened from a file gets nothing of an entry in Chromium, which
 * has handles instead; others have entries alone.
 *
 * @param transfer gives its items until the event is over: all are asked before anything is waited for
 */
export async function filesDropped(transfer: DataTransfer): Promise<DroppedFile[]> {
  const items = [...transfer.items]
    .filter(({ kind }) => kind === "file")
    .map((item: ItemWithHandle) => ({
      file: item.getAsFile(),
      entry: item.webkitGetAsEntry(),
      handle: item.getAsFileSystemHandle?.() ?? null,
    }));
  const found: DroppedFile[] = [];
  for (const { file, entry, handle } of items) {
    const folder = await handle;
    if (entry?.isDirectory !== true) found.push(...(file === null ? [] : [{ path: file.name, file }]));
    else if (isFolder(folder)) await collect(found, { path: folder.name, folder }, handlesIn);
    else await collect(found, { path: entry.name, folder: entry as FileSystemDirectoryEntry }, entriesIn);
  }
  return found;
}

interface Place<Folder> {
  readonly path: string;
  readonly folder: Folder;
}

type Within<Folder> = (folder: Folder) => AsyncIterable<{
  readonly name: string;
  readonly file?: File;
  readonly folder?: Folder;
}>;

/** Stops once there is more than a page can check, which whoever reads the files says. */
async function collect<Folder>(
  found: DroppedFile[],
  home: Place<Folder>,
  within: Within<Folder>,
): Promise<void> {
  const pending = [home];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    for await (const { name, file, folder } of within(place.folder)) {
      if (overLimit(found.length, 0) !== null) return;
      const path = `${place.path}/${name}`;
      if (file !== undefined) found.push({ path, file });
      if (folder !== undefined) pending.push({ path, folder });
    }
  }
}

function isFolder(handle: FileSystemHandle | null): handle is FileSystemDirectoryHandle {
  return handle?.kind === "directory";
}

async function* handlesIn(home: FileSystemDirectoryHandle): ReturnType<Within<FileSystemDirectoryHandle>> {
  for await (const [name, handle] of home.entries()) {
    if (isFolder(handle)) yield { name, folder: handle };
    else yield { name, file: await (handle as FileSystemFileHandle).getFile() };
  }
}

/** A reader gives a hundred at a time, and none when it is done. */
async function* entriesIn(home: FileSystemDirectoryEntry): ReturnType<Within<FileSystemDirectoryEntry>> {
  const reader = home.createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const entry of some) {
      const { name } = entry;
      if (entry.isDirectory) yield { name, folder: entry as FileSystemDirectoryEntry };
      else yield { name, file: await fileOf(entry as FileSystemFileEntry) };
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
