import type { FileDigest } from "../model/artefact.ts";
import { isSha256 } from "./digest.ts";
import { byCodeUnit, isArtefactPath, pathProblem } from "./paths.ts";

const LINE = /^([0-9a-f]{64}) {2}(.+)$/s;
const DIGEST_LENGTH = 64;
const MAX_LINE = 1024;
const MAX_PROBLEMS = 100;
const MAX_LINES = 500_000;

export interface LineProblem {
  readonly line: number;
  readonly problem: string;
}

export interface DigestList {
  readonly files: readonly FileDigest[];
  /** At most {@link MAX_PROBLEMS}: reading stops there, and after {@link MAX_LINES}, so that garbage fills no memory. */
  readonly problems: readonly LineProblem[];
}

/**
 * Reads a list in exactly the spelling that `formatDigestList` writes, which is narrower than RFC 8493 §2.1.3
 * allows: two spaces, lower-case digests, LF, sorted, no percent-encoding, every path once.
 *
 * @param text attacker-controlled.
 */
export function parseDigestList(text: string): DigestList {
  const files: FileDigest[] = [];
  const problems: LineProblem[] = [];
  let start = 0;
  for (let line = 1; start < text.length && problems.length < MAX_PROBLEMS; line += 1) {
    const end = text.indexOf("\n", start);
    const content = text.slice(start, end === -1 ? text.length : end);
    const read = end === -1 ? "does not end with a line feed" : readLine(content, files.at(-1));
    if (line > MAX_LINES)
      return { files, problems: [...problems, { line, problem: `comes after ${MAX_LINES} others` }] };
    if (typeof read === "string") problems.push({ line, problem: read });
    else files.push(read);
    start += content.length + 1;
  }
  return { files, problems };
}

function readLine(content: string, previous: FileDigest | undefined): FileDigest | string {
  if (content.length > MAX_LINE) return `is longer than ${MAX_LINE} characters`;
  if (content.endsWith("\r")) return "ends with CR LF, not LF";
  const match = LINE.exec(content);
  if (match === null)
    return isShouted(content) ? "has a digest in upper case" : "is not a digest, two spaces and a path";
  const [, digest = "", path = ""] = match;
  if (!isArtefactPath(path)) return `names "${path}", which ${pathProblem(path)}`;
  if (!isSha256(digest)) return "has no digest";
  if (previous?.path === path) return `lists "${path}" again`;
  if (previous !== undefined && byCodeUnit(previous.path, path) > 0)
    return `is out of order: "${path}" comes after "${previous.path}"`;
  return { path, sha256: digest };
}

function isShouted(content: string): boolean {
  const digest = content.slice(0, DIGEST_LENGTH);
  return digest !== digest.toLowerCase() && isSha256(digest.toLowerCase());
}
