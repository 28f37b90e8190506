import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Sha256 } from "../model/artefact.ts";
import { sha256 } from "../system/files.ts";
import type { Draft } from "./check-shape.ts";
import { reasonAgainstPath } from "./safe-path.ts";

/** Four mebibytes, as much as a plan. */
export const LARGEST_DELIVERABLE_BYTES = 4 * 1_024 * 1_024;
/** Sixty-four mebibytes: each script reads all of a plan's. */
const DELIVERABLES_BYTES = 16 * LARGEST_DELIVERABLE_BYTES;

/** A file that a job hands in, or why there is none to be had. */
export type Deliverable =
  | { readonly kind: "read"; readonly sha256: Sha256; readonly content: Uint8Array }
  /** `problem` goes on after the file's path. */
  | { readonly kind: "refused"; readonly problem: string };

/** By path, as the plan writes it. */
export type Deliverables = ReadonlyMap<string, Deliverable>;

/** A link is never followed, and opening what has become a pipe meanwhile does not wait. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads what the jobs of a plan hand in, beside the plan's file. Paths that lead out of its folder are passed over: the rules
 * refuse them.
 *
 * @param file the plan's, absolute
 * @param draft attacker-controlled
 */
export async function readDeliverables(file: string, { jobs }: Draft): Promise<Deliverables> {
  const paths = new Set((jobs ?? []).flatMap((job) => job?.deliverable ?? []));
  const deliverables = new Map<string, Deliverable>();
  let left = DELIVERABLES_BYTES;
  for (const path of paths) {
    if (reasonAgainstPath(path) !== null) continue;
    const deliverable = await readDeliverable(dirname(file), path, left);
    if (deliverable.kind === "read") left -= deliverable.content.byteLength;
    deliverables.set(path, deliverable);
  }
  return deliverables;
}

async function readDeliverable(folder: string, path: string, left: number): Promise<Deliverable> {
  const file = join(folder, path);
  try {
    const problem = reasonAgainst(await lstat(file), left) ?? (await reasonAgainstLinks(folder, path));
    if (problem !== null) return { kind: "refused", problem };
    const content = await readWhole(file, left);
    return content === null
      ? { kind: "refused", problem: "changes while it is read" }
      : { kind: "read", sha256: sha256(content), content };
  } catch (error) {
    return { kind: "refused", problem: reasonOf(error) };
  }
}

/** @param left how many bytes a plan's deliverables may still have together */
function reasonAgainst(stats: Stats, left: number): string | null {
  if (stats.isSymbolicLink()) return "is a link";
  if (!stats.isFile()) return "is no file";
  if (stats.size > LARGEST_DELIVERABLE_BYTES)
    return `has ${stats.size} bytes, of which a deliverable has ${LARGEST_DELIVERABLE_BYTES} at most`;
  if (stats.size > left)
    return `has ${stats.size} bytes, by which the deliverables of the plan are more than ${DELIVERABLES_BYTES} bytes`;
  return null;
}

/** The plan's own folder may be reached by a link; below it there is none. */
async function reasonAgainstLinks(folder: string, path: string): Promise<string | null> {
  const real = await realpath(join(folder, path));
  return real === join(await realpath(folder), path) ? null : "is reached by a link, or is spelled otherwise";
}

/** @returns null if the file is another one, or larger, than it was */
async function readWhole(file: string, left: number): Promise<Uint8Array | null> {
  const handle = await open(file, OPEN_FLAGS);
  try {
    const stats = await handle.stat();
    return reasonAgainst(stats, left) === null ? await readBytes(handle, stats.size) : null;
  } finally {
    await handle.close();
  }
}

async function readBytes(handle: FileHandle, size: number): Promise<Uint8Array | null> {
  const buffer = new Uint8Array(size + 1);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, bytes, buffer.length - bytes, bytes);
    bytes += bytesRead;
    if (bytesRead === 0 || bytes > size) return bytes === size ? buffer.slice(0, size) : null;
  }
}

/** The system's own words hold absolute paths, so they are not shown. */
function reasonOf(error: unknown): string {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "is not there";
  if (code === "EACCES" || code === "EPERM") return "may not be read";
  if (code === "ELOOP") return "is a link";
  return `cannot be read: the system says ${code}`;
}
