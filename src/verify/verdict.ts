import { thisCode } from "../dossier/code.ts";
import { NO_DOSSIER } from "../errors/dossier-errors.ts";
import type { Finding, Maker, VerifyReport } from "../model/dossier.ts";
import { finding } from "../support/finding.ts";

/** Adds what is certain: whatever code made a dossier, these speak against it. */
export function withFindings(report: VerifyReport, more: readonly Finding[]): VerifyReport {
  if (more.length === 0) return report;
  return { ...report, findings: [...report.findings, ...more], verdict: "broken" };
}

/**
 * Adds what this code computes otherwise than the dossier has it. That is a forgery where this code made the dossier, and
 * nothing that could be judged where other code did: then it was not checked, which is never a success.
 *
 * @param what was computed, in words.
 */
export function withComputed(
  report: VerifyReport,
  what: string,
  more: readonly Finding[],
  own: Maker = thisCode(),
): VerifyReport {
  const [first] = more;
  if (first === undefined || report.madeByThisCode) return withFindings(report, more);
  const args = {
    what,
    maker: makerText(report.madeBy),
    own: makerText(own),
    first: first.message,
    more: more.length - 1,
  };
  const unchecked = finding(NO_DOSSIER.NOT_CHECKED, args, first.path);
  return {
    ...report,
    findings: [...report.findings, unchecked],
    verdict: report.verdict === "intact" ? "not checked" : report.verdict,
  };
}

/** @returns whether what has been checked so far leaves something for further checks to judge. */
export function standsSoFar({ verdict }: VerifyReport): boolean {
  return verdict === "intact" || verdict === "not checked";
}

const SHOWN_DIGITS = 12;

export function makerText(maker: Maker | null): string {
  if (maker === null) return "a version that did not name itself";
  return `omnisovereign ${maker.version} (code ${maker.code.slice(0, SHOWN_DIGITS)}…)`;
}
