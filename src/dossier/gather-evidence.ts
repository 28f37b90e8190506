import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { ArtefactPath, Sha256 } from "../model/artefact.ts";
import type { Finding } from "../model/dossier.ts";
import { finding } from "../support/finding.ts";
import { byCodeUnit, isArtefactPath } from "../support/paths.ts";
import { type Listing, listFolder, unreadable } from "./listing.ts";

/** Bounds on what a stranger's folder can make a reader do. */
export interface Limits {
  /** Files and folders together. */
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Of all texts that are kept in memory, together. */
  readonly textBytes: number;
}

export const LIMITS: Limits = {
  entries: 500_000,
  fileBytes: 4 * 2 ** 30,
  totalBytes: 32 * 2 ** 30,
  textBytes: 64 * 2 ** 20,
};

export interface ReadFile {
  readonly path: ArtefactPath;
  readonly sha256: Sha256;
  readonly bytes: number;
  /** `null` for files whose text was not asked for. Of the same bytes as the digest. */
  readonly text: string | null;
}

/** What lies in a folder, each file read once. All of it is attacker-controlled. */
export interface Evidence extends Listing {
  /** The regular files that could be read. */
  readonly files: ReadonlyMap<string, ReadFile>;
}

const CHUNK_BYTES = 2 ** 20;
/** A link is never followed, and opening what has become a pipe meanwhile does not wait. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a folder that a stranger made, in bounded memory. Synchronous on purpose: thousands of small files are read ten
 * times faster than through promises, and a verifier has nothing else to do.
 *
 * @param textLimits says, of all files that there are, whose texts are wanted and how many bytes one of them may have;
 *   `null` for the others.
 * @param tap takes the bytes of some files as they pass, of the same bytes as the digest.
 */
export function gatherEvidence(
  folder: string,
  textLimits: (paths: readonly ArtefactPath[]) => (path: ArtefactPath) => number | null,
  limits: Limits = LIMITS,
  tap: ReadonlyMap<string, (bytes: Uint8Array) => void> = new Map(),
): Evidence {
  const listing = listFolder(folder, limits.entries);
  const files = new Map<string, ReadFile>();
  const findings: Finding[] = [...listing.findings];
  const left = { total: limits.totalBytes, text: limits.textBytes };
  const paths = filePaths(listing);
  const textLimit = textLimits(paths);
  for (const path of paths) {
    const textBytes = textLimit(path);
    const wanted = textBytes !== null;
    const limit = Math.min(limits.fileBytes, left.total, wanted ? Math.min(textBytes, left.text) : Infinity);
    const read = readBounded(folder, path, { limit, wanted, tap: tap.get(path) });
    if ("code" in read) {
      findings.push(read);
      continue;
    }
    files.set(path, read);
    left.total -= read.bytes;
    if (wanted) left.text -= read.bytes;
  }
  return { ...listing, files, findings };
}

function filePaths({ entries }: Listing): ArtefactPath[] {
  return [...entries]
    .flatMap(([path, kind]) => (kind === "file" && isArtefactPath(path) ? [path] : []))
    .toSorted(byCodeUnit);
}

interface Wish {
  readonly limit: number;
  readonly wanted: boolean;
  readonly tap: ((bytes: Uint8Array) => void) | undefined;
}

function readBounded(folder: string, path: ArtefactPath, wish: Wish): ReadFile | Finding {
  let file: number | undefined;
  try {
    file = openSync(join(folder, path), OPEN_FLAGS);
    const stats = fstatSync(file);
    if (!stats.isFile()) return finding(VERIFY.NOT_REGULAR, { path, kind: "pipe, socket or device" });
    return readAll(file, path, wish) ?? finding(VERIFY.TOO_LARGE, { path, what: "bytes", limit: wish.limit });
  } catch (error) {
    return unreadable(path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

const chunk = Buffer.allocUnsafe(CHUNK_BYTES);

/** @returns `undefined` as soon as there is more than `limit`, whatever size the file had said. */
function readAll(file: number, path: ArtefactPath, { limit, wanted, tap }: Wish): ReadFile | undefined {
  const hash = createHash("sha256");
  const kept: Buffer[] = [];
  let bytes = 0;
  for (let got = readSync(file, chunk); got > 0; got = readSync(file, chunk)) {
    bytes += got;
    if (bytes > limit) return undefined;
    const content = chunk.subarray(0, got);
    hash.update(content);
    tap?.(content);
    if (wanted) kept.push(Buffer.from(content));
  }
  const text = wanted ? Buffer.concat(kept).toString("utf8") : null;
  return { path, sha256: hash.digest("hex") as Sha256, bytes, text };
}
