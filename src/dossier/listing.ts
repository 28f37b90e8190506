import { type Dir, type Dirent, opendirSync } from "node:fs";
import { join } from "node:path";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { Finding } from "../model/dossier.ts";
import { finding } from "../support/finding.ts";
import { byCodeUnit, pathProblem } from "../support/paths.ts";

export type EntryKind = "file" | "folder" | "symbolic link" | "pipe, socket or device";

/** The names in a folder that a stranger made, at any depth. */
export interface Listing {
  /** What lies at each path, folders included. */
  readonly entries: ReadonlyMap<string, EntryKind>;
  readonly emptyFolders: readonly string[];
  /** Folders that could not be read, names that were refused, bounds that were reached. */
  readonly findings: readonly Finding[];
}

/**
 * Lists without following links and without entering folders whose name is refused.
 *
 * @param limit how many entries are listed at most.
 */
export function listFolder(folder: string, limit: number): Listing {
  const entries = new Map<string, EntryKind>();
  const emptyFolders: string[] = [];
  const findings: Finding[] = [];
  const pending = [""];
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    const children = readNames(folder, parent, limit - entries.size, findings);
    if (children.length > limit - entries.size)
      return { entries, emptyFolders, findings: [...findings, tooMany(parent, limit)] };
    if (children.length === 0 && parent !== "") emptyFolders.push(parent);
    for (const child of children) {
      const path = parent === "" ? child.name : `${parent}/${child.name}`;
      const kind = kindOf(child);
      const problem = pathProblem(path);
      entries.set(path, kind);
      if (problem !== undefined) findings.push(finding(VERIFY.PATH_REFUSED, { path, problem }));
      else if (kind === "folder") pending.push(path);
    }
  }
  return { entries: sorted(entries), emptyFolders, findings };
}

/** Folders give their names in an order of their own. */
function sorted(entries: ReadonlyMap<string, EntryKind>): ReadonlyMap<string, EntryKind> {
  return new Map([...entries].toSorted(([a], [b]) => byCodeUnit(a, b)));
}

function tooMany(parent: string, limit: number): Finding {
  return finding(VERIFY.TOO_LARGE, { path: parent || ".", what: "files and folders", limit });
}

/** @returns at most one name more than there is room for. */
function readNames(folder: string, parent: string, room: number, findings: Finding[]): Dirent[] {
  const names: Dirent[] = [];
  let dir: Dir | undefined;
  try {
    dir = opendirSync(join(folder, parent));
    for (let name = dir.readSync(); name !== null && names.length <= room; name = dir.readSync())
      names.push(name);
  } catch (error) {
    findings.push(unreadable(parent, error));
  } finally {
    dir?.closeSync();
  }
  return names.toSorted((a, b) => byCodeUnit(a.name, b.name));
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? "symbolic link" : "pipe, socket or device";
}

/** @param path relative to the dossier; empty for the dossier itself. */
export function unreadable(path: string, error: unknown): Finding {
  const reason = (error as NodeJS.ErrnoException).code ?? "it cannot be opened";
  return path === ""
    ? finding(VERIFY.NOT_A_FOLDER, { reason }, ".")
    : finding(VERIFY.UNREADABLE, { path, reason });
}
