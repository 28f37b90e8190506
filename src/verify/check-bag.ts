import {
  BAG_INFO,
  BAGIT,
  bagInfo,
  DECLARATION,
  MANIFEST,
  makerIn,
  TAG_MANIFEST,
  TAGS,
  withinPayload,
} from "../dossier/bag.ts";
import { parseDigestList } from "../dossier/digest-list.ts";
import type { Evidence } from "../dossier/gather-evidence.ts";
import { checkCases } from "../dossier/manifest-claims.ts";
import { SCRIPT, SCRIPT_TEXT } from "../dossier/verify-script.ts";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { ArtefactPath, FileDigest } from "../model/artefact.ts";
import type { Finding } from "../model/dossier.ts";
import { finding } from "../support/finding.ts";
import { CONSTELLATION, GENESIS_FILE, INDEX, JOURNAL, SUMMARY } from "../support/payload.ts";
import { sha256 } from "../system/files.ts";

export interface BagCheck {
  /** What the payload manifest lists, as far as it can be read. */
  readonly payload: readonly FileDigest[];
  readonly findings: readonly Finding[];
}

/** RFC 8493 §3, complete and valid, and beyond it: nothing that is not listed, one spelling for everything. */
export function checkBag(evidence: Evidence): BagCheck {
  const payload = readList(MANIFEST, evidence, (path) => withinPayload(path) !== undefined);
  const tags = readList(
    TAG_MANIFEST,
    evidence,
    (path) => withinPayload(path) === undefined && path !== TAG_MANIFEST,
  );
  const findings = [
    ...evidence.findings,
    ...checkKinds(evidence),
    ...checkCases([...evidence.entries.keys()]),
    ...payload.findings,
    ...tags.findings,
    ...checkListed(MANIFEST, payload.files, evidence),
    ...checkListed(TAG_MANIFEST, tags.files, evidence),
    ...checkUnlisted([...payload.files, ...tags.files], evidence),
    ...checkTagFiles(tags.files, evidence),
  ];
  return { payload: payload.files, findings };
}

function checkKinds({ entries }: Evidence): Finding[] {
  return [...entries].flatMap(([path, kind]) =>
    kind === "file" || kind === "folder" ? [] : [finding(VERIFY.NOT_REGULAR, { path, kind })],
  );
}

function readList(
  path: ArtefactPath,
  { files }: Evidence,
  belongs: (listed: ArtefactPath) => boolean,
): { files: readonly FileDigest[]; findings: Finding[] } {
  const list = parseDigestList(files.get(path)?.text ?? "");
  const strangers = list.files.filter((file) => !belongs(file.path));
  return {
    files: list.files.filter((file) => belongs(file.path)),
    findings: [
      ...list.problems.map(({ line, problem }) => finding(VERIFY.LINE_MALFORMED, { path, line, problem })),
      ...strangers.map((file) =>
        finding(VERIFY.TAG_FILE, { path, problem: `lists "${file.path}", which is not its to list` }),
      ),
    ],
  };
}

function checkListed(manifest: ArtefactPath, listed: readonly FileDigest[], evidence: Evidence): Finding[] {
  return listed.flatMap(({ path, sha256: expected }) => {
    const found = evidence.files.get(path)?.sha256;
    if (found === expected) return [];
    if (found !== undefined) return [finding(VERIFY.CHANGED, { path, manifest, expected, found })];
    const kind = evidence.entries.get(path);
    if (kind === undefined) return [finding(VERIFY.MISSING, { path, manifest })];
    return kind === "folder" ? [finding(VERIFY.NOT_REGULAR, { path, kind })] : [];
  });
}

/**
 * Listed entries that are no regular files, and names that are refused, have findings of their own, and so has a list that
 * is missing: without it nothing can be told to be extra.
 */
function checkUnlisted(listed: readonly FileDigest[], { files, emptyFolders }: Evidence): Finding[] {
  const known = new Set<string>([TAG_MANIFEST, ...listed.map(({ path }) => path)]);
  const isListable = (path: string) =>
    files.has(withinPayload(path as ArtefactPath) === undefined ? TAG_MANIFEST : MANIFEST);
  return [...files.keys(), ...emptyFolders]
    .filter((path) => !known.has(path) && isListable(path))
    .map((path) => finding(VERIFY.EXTRA, { path }));
}

/** RFC 8493 §2.2.3 lets a bag fetch files from elsewhere, §2.4 lets it have other manifests: a dossier has neither. */
const FOREIGN = /^(fetch\.txt|(tag)?manifest-(?!sha256\.txt$).*)$/;

/** What lies in a payload has no namesake beside it, which a reader could take for it and which no root names. */
const NAMESAKE = new RegExp(
  `^(${[INDEX, SUMMARY, CONSTELLATION, JOURNAL, GENESIS_FILE, "plans/.*", "reports/.*"].join("|")})$`,
  "i",
);

function checkTagFiles(listed: readonly FileDigest[], { entries, files }: Evidence): Finding[] {
  const known = new Set([...entries.keys(), ...listed.map(({ path }) => path)]);
  const absent = TAGS.filter((path) => !known.has(path));
  const foreign = [...entries.keys()].filter((path) => FOREIGN.test(path));
  const posing = [...entries.keys()].filter((path) => NAMESAKE.test(path));
  const declared = (files.get(BAGIT)?.text ?? DECLARATION) === DECLARATION;
  return [
    ...absent.map((path) =>
      finding(VERIFY.TAG_FILE, { path, problem: "is missing, and every dossier has one" }),
    ),
    ...foreign.map((path) => finding(VERIFY.TAG_FILE, { path, problem: "has no place in a dossier" })),
    ...posing.map((path) => finding(VERIFY.TAG_FILE, { path, problem: `poses as a file of "data/"` })),
    ...(declared
      ? []
      : [finding(VERIFY.TAG_FILE, { path: BAGIT, problem: "does not declare BagIt 1.0 in UTF-8" })]),
  ];
}

/** For when every digest holds and the format is known: a changed payload has another size anyway. */
export function checkBagInfo({ files }: Evidence): Finding[] {
  const payload = [...files.values()].filter(({ path }) => withinPayload(path) !== undefined);
  const info = files.get(BAG_INFO)?.text ?? "";
  if (info === bagInfo(payload, makerIn(info))) return [];
  return [finding(VERIFY.TAG_FILE, { path: BAG_INFO, problem: "does not say what the payload is" })];
}

/** People run it: another one than this code writes may do anything. Dossiers of a time before it have none. */
export function checkScript({ files }: Evidence): Finding[] {
  const found = files.get(SCRIPT)?.sha256;
  if (found === undefined || found === sha256(SCRIPT_TEXT)) return [];
  return [finding(VERIFY.TAG_FILE, { path: SCRIPT, problem: "is not the script that this program writes" })];
}
