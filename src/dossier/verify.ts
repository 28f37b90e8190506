import { VERIFY } from "../errors/dossier.ts";
import type { Sha256 } from "../model/artefact.ts";
import type { Finding, JournalReader, VerifyReport } from "../model/dossier.ts";
import { MANIFEST, withinPayload } from "./bag.ts";
import { checkBag } from "./check-bag.ts";
import { checkPayload, type PayloadCheck, textLimits } from "./check-payload.ts";
import { summaryOf } from "./compose.ts";
import { type Evidence, gatherEvidence, type Limits } from "./evidence.ts";
import { finding } from "./finding.ts";

export interface VerifyOptions {
  /** Must not throw, whatever text it gets. */
  readonly readJournal: JournalReader;
  /** The root that the dossier is meant to have, if the reader knows it from elsewhere. */
  readonly expectedRoot?: Sha256;
  readonly limits?: Limits;
}

/**
 * Checks a dossier against itself and against the expected root. What holds then: these are the files that the root
 * names, and plans, stage manifests, journal and index agree. Not: who made them, nor that executing the journal gives
 * the receipts; for that there are signatures and replay.
 *
 * @param folder attacker-controlled in all that it holds; nothing in it makes this throw.
 */
export async function verifyDossier(folder: string, options: VerifyOptions): Promise<VerifyReport> {
  return judge(gatherEvidence(folder, textLimits, options.limits), options);
}

function judge(evidence: Evidence, options: VerifyOptions): VerifyReport {
  const root = evidence.files.get(MANIFEST)?.sha256 ?? null;
  const { journal, findings } = inspect(evidence, root, options);
  const payload = [...evidence.files.values()].filter(({ path }) => withinPayload(path) !== undefined);
  return {
    format: "omnisovereign-verification/1",
    verdict: findings.length === 0 ? "intact" : "broken",
    root,
    files: payload.length,
    bytes: payload.reduce((sum, { bytes }) => sum + bytes, 0),
    chain: journal === null ? null : summaryOf(journal),
    findings,
  };
}

function inspect(evidence: Evidence, root: Sha256 | null, options: VerifyOptions): PayloadCheck {
  if (evidence.entries.size === 0 && evidence.findings.length > 0) {
    return { journal: null, findings: evidence.findings };
  }
  const bag = checkBag(evidence);
  const payload = checkPayload(bag.payload, evidence, {
    readJournal: options.readJournal,
    bagIsIntact: bag.findings.length === 0,
  });
  return {
    journal: payload.journal,
    findings: [...bag.findings, ...payload.findings, ...checkRoot(root, options.expectedRoot)],
  };
}

function checkRoot(root: Sha256 | null, expected: Sha256 | undefined): Finding[] {
  if (expected === undefined || root === expected) return [];
  return [finding(VERIFY.ROOT_DIFFERS, { expected, found: root ?? "not to be had" }, MANIFEST)];
}
