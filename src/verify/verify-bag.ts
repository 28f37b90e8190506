import type { StatementFile } from "../attest/weigh.ts";
import { ANCHOR } from "../dossier/anchor-file.ts";
import {
  BAG_INFO,
  BAGIT,
  isAttestation,
  MANIFEST,
  makerIn,
  type PayloadFile,
  payloadPath,
  TAG_MANIFEST,
  withinPayload,
} from "../dossier/bag.ts";
import { thisCode } from "../dossier/code.ts";
import { FORMAT, summaryOf } from "../dossier/compose.ts";
import { type Evidence, gatherEvidence, type Limits } from "../dossier/gather-evidence.ts";
import { recogniseStranger } from "../dossier/recognise.ts";
import { textLimits } from "../dossier/text-limits.ts";
import { SCRIPT } from "../dossier/verify-script.ts";
import { NO_DOSSIER, VERIFY } from "../errors/dossier-errors.ts";
import type { ArtefactPath, Sha256 } from "../model/artefact.ts";
import type {
  Finding,
  JournalReading,
  JournalScanner,
  JournalSummary,
  Maker,
  VerifyReport,
} from "../model/dossier.ts";
import type { StageManifest } from "../model/manifest.ts";
import { valueAt } from "../records/located-records.ts";
import { parseDocument } from "../reports/documents.ts";
import { finding } from "../support/finding.ts";
import { byCodeUnit } from "../support/paths.ts";
import { INDEX, JOURNAL } from "../support/payload.ts";
import { checkBag, checkBagInfo, checkScript } from "./check-bag.ts";
import { checkPayload } from "./check-payload.ts";
import { makerText, standsSoFar, withComputed, withFindings } from "./verdict.ts";

export interface BagOptions {
  readonly scanJournal: JournalScanner;
  /** The root that the dossier is meant to have, if the reader knows it from elsewhere. */
  readonly expectedRoot?: Sha256;
  readonly limits?: Limits;
  /** The code that verifies, by default this. */
  readonly code?: Maker;
}

/** A dossier's payload, as far as it was read. */
export interface BagContents {
  /** By path relative to `data/`. */
  readonly files: ReadonlyMap<ArtefactPath, PayloadFile>;
  readonly manifests: readonly StageManifest[];
  readonly journal: JournalSummary;
  /** Tag files that somebody has signed, as they are said to be. */
  readonly attestations: readonly StatementFile[];
  /** A tag file about the root's anchor, attacker-controlled; `null` if there is none. */
  readonly anchor: string | null;
  /** Tag files that no check looks at. */
  readonly beside: readonly ArtefactPath[];
}

export interface InspectedBag {
  readonly report: VerifyReport;
  /** `null` if the dossier is broken. */
  readonly contents: BagContents | null;
}

/**
 * Checks a dossier against itself and against the expected root. What holds then: these are the files that the root
 * names, and plans, stage manifests, journal and index agree. Not: who made them, nor that executing the journal gives
 * the receipts; for that there are signatures and replay.
 *
 * @param folder attacker-controlled in all that it holds; nothing in it makes this throw.
 */
export async function verifyBag(folder: string, options: BagOptions): Promise<VerifyReport> {
  return inspectBag(folder, options).report;
}

/** {@link verifyBag} for those who go on with what is there. */
export function inspectBag(folder: string, options: BagOptions): InspectedBag {
  const stranger = recogniseStranger(folder);
  if (stranger !== null) return { report: { ...NOTHING, findings: [stranger] }, contents: null };
  const scan = options.scanJournal();
  const tap = new Map([[payloadPath(JOURNAL), scan.write]]);
  const evidence = gatherEvidence(folder, textLimits, options.limits, tap);
  return judge(evidence, scan.end(), options);
}

const NOTHING: VerifyReport = {
  format: "omnisovereign-verification/1",
  verdict: "no dossier",
  madeBy: null,
  madeByThisCode: false,
  root: null,
  files: 0,
  bytes: 0,
  chain: null,
  findings: [],
};

function judge(evidence: Evidence, reading: JournalReading, options: BagOptions): InspectedBag {
  const root = evidence.files.get(MANIFEST)?.sha256 ?? null;
  const madeBy = makerIn(evidence.files.get(BAG_INFO)?.text ?? "");
  const payload = [...evidence.files.values()].filter(({ path }) => withinPayload(path) !== undefined);
  const report: VerifyReport = {
    ...NOTHING,
    verdict: "intact",
    madeBy,
    madeByThisCode: madeBy?.code === (options.code ?? thisCode()).code,
    root,
    files: payload.length,
    bytes: payload.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  return inspect(evidence, report, reading, options);
}

function inspect(
  evidence: Evidence,
  report: VerifyReport,
  reading: JournalReading,
  options: BagOptions,
): InspectedBag {
  const ending = (ended: VerifyReport) => ({ report: ended, contents: null });
  if (evidence.entries.size === 0 && evidence.findings.length > 0)
    return ending(withFindings(report, evidence.findings));
  const bag = checkBag(evidence);
  const foreign = bag.findings.length === 0 ? foreignFormat(evidence) : undefined;
  if (foreign !== undefined) {
    const rooted = withFindings(report, checkRoot(report.root, options.expectedRoot));
    return ending(rooted.verdict === "broken" ? rooted : ofUnknownFormat(report, foreign, options));
  }
  const bagFindings = bag.findings.length > 0 ? bag.findings : checkBagInfo(evidence);
  const { journal, manifests, findings, derived } = checkPayload(bag.payload, evidence, {
    reading,
    bagIsIntact: bagFindings.length === 0,
  });
  const read = { ...report, chain: journal === null ? null : summaryOf(journal) };
  const certain = [...bagFindings, ...findings, ...checkRoot(report.root, options.expectedRoot)];
  const computed = [...checkScript(evidence), ...derived];
  const judged = withFindings(
    withComputed(read, "its script, constellation and index", computed, options.code),
    certain,
  );
  if (journal === null || !standsSoFar(judged)) return ending(judged);
  const tags = {
    attestations: statementsIn(evidence),
    anchor: evidence.files.get(ANCHOR)?.text ?? null,
    beside: besideIn(evidence),
  };
  return { report: judged, contents: { files: filesByPath(evidence), manifests, journal, ...tags } };
}

const LOOKED_AT: ReadonlySet<string> = new Set([BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, SCRIPT, ANCHOR]);

function besideIn({ files }: Evidence): readonly ArtefactPath[] {
  return [...files.values()]
    .map(({ path }) => path)
    .filter((path) => withinPayload(path) === undefined && !LOOKED_AT.has(path) && !isAttestation(path))
    .toSorted(byCodeUnit);
}

function statementsIn({ files }: Evidence): StatementFile[] {
  return [...files.values()].flatMap(({ path, text }) =>
    isAttestation(path) && text !== null ? [{ path, text }] : [],
  );
}

function filesByPath({ files }: Evidence): ReadonlyMap<ArtefactPath, PayloadFile> {
  return new Map(
    [...files.values()].flatMap(({ path, sha256, bytes }) => {
      const inside = withinPayload(path);
      return inside === undefined ? [] : [[inside, { path: inside, sha256, bytes }] as const];
    }),
  );
}

/** @returns the format that an index names, if it is one of ours that this program does not know. */
function foreignFormat({ files }: Evidence): string | undefined {
  const named = valueAt(parseDocument(files.get(payloadPath(INDEX))?.text ?? ""), "/format");
  const isOurs = typeof named === "string" && /^omnisovereign-dossier\/\d+$/.test(named);
  return isOurs && named !== FORMAT ? named : undefined;
}

function ofUnknownFormat(
  report: VerifyReport,
  found: string,
  { code = thisCode() }: BagOptions,
): VerifyReport {
  const args = { found, read: FORMAT, maker: makerText(report.madeBy), version: makerText(code) };
  return {
    ...report,
    verdict: "unknown format",
    findings: [finding(NO_DOSSIER.FORMAT, args, payloadPath(INDEX))],
  };
}

function checkRoot(root: Sha256 | null, expected: Sha256 | undefined): Finding[] {
  if (expected === undefined || root === expected) return [];
  return [finding(VERIFY.ROOT_DIFFERS, { expected, found: root ?? "not to be had" }, MANIFEST)];
}
