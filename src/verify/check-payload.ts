import { GENESIS_DOCUMENT } from "../chain/engine/genesis.ts";
import { type PayloadFile, payloadPath, withinPayload } from "../dossier/bag.ts";
import { type Contents, composeDossier } from "../dossier/compose.ts";
import type { Evidence } from "../dossier/gather-evidence.ts";
import { checkClaims } from "../dossier/manifest-claims.ts";
import { parseStageManifest } from "../dossier/stage-manifest.ts";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { ArtefactPath, FileDigest, Sha256 } from "../model/artefact.ts";
import type { Dossier, Finding, JournalReading, JournalSummary } from "../model/dossier.ts";
import type { StageManifest } from "../model/manifest.ts";
import { valueAt } from "../records/located-records.ts";
import { renderDossier } from "../render/dossier-markdown.ts";
import { composeConstellation } from "../reports/constellation/constellation.ts";
import { type Documents, parseDocument } from "../reports/documents.ts";
import { finding } from "../support/finding.ts";
import { toJson } from "../support/json.ts";
import { firstDifference } from "../support/json-difference.ts";
import {
  asManifest,
  CONSTELLATION,
  GENESIS_FILE,
  INDEX,
  JOURNAL,
  SUMMARY,
  withinReports,
} from "../support/payload.ts";
import { anything, type Parsed, parseExact } from "../support/shape.ts";

export interface PayloadCheck {
  readonly journal: JournalSummary | null;
  /** Those that can be read. */
  readonly manifests: readonly StageManifest[];
  readonly findings: readonly Finding[];
  /** Where what this code makes of the payload is not what the payload holds; of other code it says nothing. */
  readonly derived: readonly Finding[];
}

const MISSING_JOURNAL: JournalReading = { ok: false, line: 1, problem: "there is no journal" };

/**
 * Holds the documents of the payload against what the payload manifest lists: stage manifests, journal and index must
 * tell one story. Whether the files are what the manifest lists is for `checkBag` to say; unless they are, the index is
 * left out, for it would repeat in other words what is off already.
 */
export function checkPayload(
  listed: readonly FileDigest[],
  evidence: Evidence,
  { reading, bagIsIntact }: { readonly reading: JournalReading; readonly bagIsIntact: boolean },
): PayloadCheck {
  const journal = readJournalOf(listed, evidence, reading);
  const manifests = readManifests(listed, evidence);
  const digests = new Map(listed.flatMap(({ path, sha256 }) => within(path, sha256)));
  const claims = checkClaims(manifests.read, digests, bagIsIntact ? journal.summary : null).map(inBag);
  const findings = [...journal.findings, ...manifests.findings, ...claims];
  const check = { journal: journal.summary, manifests: manifests.read, findings };
  if (!bagIsIntact || findings.length > 0 || journal.summary === null) return { ...check, derived: [] };
  return { ...check, derived: checkDerived(evidence, manifests.read, journal.summary) };
}

function within(path: ArtefactPath, sha256: Sha256): (readonly [ArtefactPath, Sha256])[] {
  const inside = withinPayload(path);
  return inside === undefined ? [] : [[inside, sha256]];
}

function inBag(claim: Finding): Finding {
  return { ...claim, path: `data/${claim.path}` };
}

/**
 * A journal that is listed and could not be read has its finding already.
 *
 * @param reading of what could be read.
 */
function readJournalOf(
  listed: readonly FileDigest[],
  { files }: Evidence,
  reading: JournalReading,
): { summary: JournalSummary | null; findings: Finding[] } {
  const path = payloadPath(JOURNAL);
  const found = files.has(path) ? reading : MISSING_JOURNAL;
  if (found.ok) return { summary: found.journal, findings: [] };
  if (!files.has(path) && listed.some((file) => file.path === path)) return { summary: null, findings: [] };
  const { line, problem } = found;
  return { summary: null, findings: [finding(VERIFY.JOURNAL, { path, line, problem })] };
}

function readManifests(
  listed: readonly FileDigest[],
  { files }: Evidence,
): { read: StageManifest[]; findings: Finding[] } {
  const read: StageManifest[] = [];
  const findings: Finding[] = [];
  for (const { path } of listed) {
    const inside = withinPayload(path);
    const at = inside && asManifest(inside);
    const text = files.get(path)?.text ?? null;
    if (at === undefined || text === null) continue;
    const parsed = parseStageManifest(text, at);
    if (parsed.ok) read.push(parsed.value);
    else findings.push(finding(VERIFY.STAGE_MANIFEST, { path, problem: parsed.problem }));
  }
  return { read, findings };
}

/** Composes genesis, constellation, index and summary again from the rest of the payload and compares. */
function checkDerived(
  { files }: Evidence,
  manifests: readonly StageManifest[],
  chain: JournalSummary,
): Finding[] {
  const textAt = (path: ArtefactPath) => files.get(payloadPath(path))?.text ?? "";
  const stated = differenceFrom(textAt(GENESIS_FILE), GENESIS_DOCUMENT, "what this program states");
  if (stated !== undefined)
    return [finding(VERIFY.GENESIS, { path: payloadPath(GENESIS_FILE), problem: stated })];
  const documents = documentsIn(files);
  const constellation = composeConstellation({ manifests, documents });
  const drawn = differenceFrom(textAt(CONSTELLATION), constellation);
  if (drawn !== undefined)
    return [finding(VERIFY.CONSTELLATION, { path: payloadPath(CONSTELLATION), problem: drawn })];
  const index = composeAgain(textAt(INDEX), {
    chain,
    manifests,
    files: payloadFiles(files),
    documents,
    constellation,
  });
  if (!index.ok) return [finding(VERIFY.INDEX, { path: payloadPath(INDEX), problem: index.problem })];
  if (textAt(SUMMARY) === renderDossier(index.value, constellation)) return [];
  const differs = "is not what the index and the constellation give";
  return [finding(VERIFY.SUMMARY, { path: payloadPath(SUMMARY), problem: differs })];
}

/** Of the receipts that were read as text. */
function documentsIn(files: Evidence["files"]): Documents {
  return new Map(
    [...files.values()].flatMap(({ path, text }) => {
      const inside = withinPayload(path);
      return inside === undefined || text === null || withinReports(inside) === undefined
        ? []
        : [[inside, parseDocument(text)] as const];
    }),
  );
}

/** @returns the index that the payload gives, if `text` is it to the byte. */
function composeAgain(text: string, contents: Omit<Contents, "plan">): Parsed<Dossier> {
  const files = contents.files.filter(({ path }) => path !== SUMMARY);
  const problemOf = (fallback: string) => ({ ok: false, problem: misspelling(text) ?? fallback }) as const;
  if (files.length === contents.files.length) return problemOf(`has no "${SUMMARY}" beside it`);
  const plan = valueAt(parseDocument(text), "/plan/path");
  const shared = files.find(({ path }) => path === plan);
  if (shared === undefined) return problemOf("does not name a plan of the payload");
  const composed = composeDossier({ ...contents, plan: shared.path, files });
  const problem = differenceFrom(text, composed);
  return problem === undefined ? { ok: true, value: composed } : { ok: false, problem };
}

function misspelling(text: string): string | undefined {
  const parsed = parseExact(text, anything);
  return parsed.ok ? undefined : parsed.problem;
}

/**
 * A text that is the expected one needs no parsing, which takes many times its size.
 *
 * @returns in what a document, attacker-controlled, is not the one that the payload gives.
 */
function differenceFrom(text: string, expected: object, source = "the payload"): string | undefined {
  if (text === toJson(expected)) return undefined;
  const parsed = parseExact(text, anything);
  if (!parsed.ok) return parsed.problem;
  const difference = firstDifference(parsed.value, expected);
  return difference === undefined
    ? "has its keys in another order"
    : `does not fit ${source} at "${difference.pointer}"`;
}

function payloadFiles(files: Evidence["files"]): PayloadFile[] {
  return [...files.values()].flatMap(({ path, sha256, bytes }) => {
    const inside = withinPayload(path);
    return inside === undefined ? [] : [{ path: inside, sha256, bytes }];
  });
}
