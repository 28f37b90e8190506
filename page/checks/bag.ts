import { parseDigestList } from "../../src/support/digest-list.ts";
import { formatDigestList } from "../../src/support/files-digest.ts";
import { printable } from "../../src/support/text.ts";
import { Payload } from "../payload.ts";
import { claimsAmiss } from "./claims.ts";
import { sha256Of, sha256OfText } from "./digests.ts";

export interface BagVerdict {
  /** SHA-256 of the list of digests; `null` if there is none. */
  readonly root: string | null;
  readonly files: number;
  /** What is off, a printable sentence each. */
  readonly findings: readonly string[];
  readonly payload: Payload;
  /** The tag file that tells what changed in the state; `null` if there is none. */
  readonly state: Uint8Array | null;
}

const MANIFEST = "manifest-sha256.txt";
const TAG_MANIFEST = "tagmanifest-sha256.txt";
const PAYLOAD = "data/";
const STATE_DIFFERENCES = "omnisovereign/state-differences.json";
const MOST_FINDINGS = 100;

/**
 * Checks the digests of a bag: RFC 8493 §3, complete and valid, and what its scripts say that they read and left. Not what else its
 * documents say, nor that executing its journal gives its receipts.
 *
 * @param files by path relative to the bag; attacker-controlled
 * @param before what was found already, a sentence each
 */
export async function checkBag(
  files: ReadonlyMap<string, Uint8Array>,
  before: readonly string[],
): Promise<BagVerdict> {
  const text = (path: string): string => new TextDecoder().decode(files.get(path) ?? new Uint8Array());
  const payload = parseDigestList(text(MANIFEST));
  const tags = parseDigestList(text(TAG_MANIFEST));
  const findings = [...before];
  const lists = [
    [MANIFEST, payload],
    [TAG_MANIFEST, tags],
  ] as const;
  for (const [path, list] of lists) {
    if (!files.has(path)) findings.push(`"${path}" is missing.`);
    for (const { line, problem } of list.problems) findings.push(`"${path}", line ${line}, ${problem}.`);
  }
  const listed = [...payload.files, ...tags.files];
  for (const { path, sha256 } of listed) {
    const bytes = files.get(path);
    if (bytes === undefined) findings.push(`"${path}" is listed and missing.`);
    else if ((await sha256Of(bytes as Uint8Array<ArrayBuffer>)) !== sha256)
      findings.push(`"${path}" has been changed: its digest is not the one that is listed.`);
  }
  const known = new Set<string>([TAG_MANIFEST, ...listed.map(({ path }) => path)]);
  for (const path of files.keys())
    if (!known.has(path)) findings.push(`${JSON.stringify(path)} is listed nowhere.`);
  const strays = payload.files.filter(({ path }) => !path.startsWith(PAYLOAD));
  findings.push(...strays.map(({ path }) => `"${path}" is listed as payload and lies outside of it.`));
  const inside = new Payload(
    new Map(
      [...files]
        .filter(([path]) => path.startsWith(PAYLOAD))
        .map(([path, bytes]) => [withinPayload(path), bytes]),
    ),
    payload.files.map((file) => ({ ...file, path: withinPayload(file.path) })),
  );
  findings.push(...claimsAmiss(inside));
  return {
    root: files.has(MANIFEST) ? await sha256Of(files.get(MANIFEST) as Uint8Array<ArrayBuffer>) : null,
    files: payload.files.length,
    findings: findings.slice(0, MOST_FINDINGS).map(printable),
    payload: inside,
    state: files.get(STATE_DIFFERENCES) ?? null,
  };
}

export interface SelfCheck {
  readonly root: string;
  /** Files whose digests were recomputed. */
  readonly checked: number;
  /** Files that are listed and that the page did not take in. */
  readonly absent: number;
  readonly findings: readonly string[];
}

/** Recomputes digests and root of what a page holds. */
export async function checkPayload(payload: Payload): Promise<SelfCheck> {
  const { listed } = payload;
  const findings = claimsAmiss(payload);
  let checked = 0;
  for (const { path, sha256 } of listed) {
    const bytes = payload.bytes(path);
    if (bytes === undefined) continue;
    checked += 1;
    if ((await sha256Of(bytes)) !== sha256) findings.push(`"data/${path}" is not what the page's list says.`);
  }
  const root = await sha256OfText(
    formatDigestList(listed.map((file) => ({ ...file, path: `${PAYLOAD}${file.path}` as typeof file.path }))),
  );
  return {
    root,
    checked,
    absent: listed.length - checked,
    findings: findings.slice(0, MOST_FINDINGS).map(printable),
  };
}

function withinPayload<Path extends string>(path: Path): Path {
  return (path.startsWith(PAYLOAD) ? path.slice(PAYLOAD.length) : path) as Path;
}
