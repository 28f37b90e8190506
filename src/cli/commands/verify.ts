import { resolve } from "node:path";
import { EXIT } from "../../errors/error.ts";
import type { RunEvent } from "../../model/run-events.ts";
import { toJson, toJsonLine } from "../../support/json.ts";
import { asTyped } from "../../system/typed.ts";
import type { Audit } from "../../verify/audit.ts";
import { countCoverage, coverageLines } from "../../verify/coverage.ts";
import { type SignatureCheck, signatureLines } from "../../verify/verify-attestations.ts";
import { booksLine } from "../../verify/verify-books.ts";
import { coursesLine } from "../../verify/verify-courses.ts";
import { deliverablesLine } from "../../verify/verify-deliverables.ts";
import { type CheckOptions, type DossierCheck, verifyDossier } from "../../verify/verify-dossier.ts";
import { rebuildLine } from "../../verify/verify-rebuild.ts";
import { type ReplayCheck, replayLine } from "../../verify/verify-replay.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";
import { ticksLine } from "../../verify/verify-ticks.ts";
import { interruptible } from "../interrupt.ts";

export interface VerifyOptions extends CheckOptions {
  readonly json?: boolean;
}

/** `omnisovereign verify DOSSIER` */
export async function verify(folder: string, options: VerifyOptions): Promise<number> {
  const report = progressOf(options);
  const { result, interruptCode } = options.rebuild
    ? await interruptible((signal) => verifyDossier(resolve(folder), options, { report, signal }))
    : { result: await verifyDossier(resolve(folder), options), interruptCode: null };
  if (interruptCode !== null) return interruptCode;
  print(result, options);
  return exitOfVerify(result.report);
}

/** On stderr: a line for each stage that is run again, or all of it as JSON lines. */
function progressOf({ json }: VerifyOptions): (event: RunEvent) => void {
  return (event) => {
    if (json) process.stderr.write(toJsonLine(event));
    else if (event.type === "step-started") console.error(`rebuild: ${event.step}`);
  };
}

function print(check: DossierCheck, options: VerifyOptions): void {
  if (options.json) {
    process.stdout.write(toJson(documentOf(check)));
    return;
  }
  process.stdout.write(asTyped(formatVerify(check.report)));
  if (exitOfVerify(check.report) !== EXIT.usage) console.log(linesOf(check, options).join("\n"));
}

function documentOf({
  report,
  audit,
  deliverables,
  replayed,
  courses,
  ticks,
  rebuilt,
  coverage,
  signed,
}: DossierCheck) {
  const books = audit && countsOf(audit);
  const counted = coverage && countCoverage(coverage);
  return {
    ...{ ...report, books, deliverables, ...replayedOf(replayed), courses, ticks },
    ...{ rebuild: rebuilt, coverage: counted, signed: signed && signaturesOf(signed) },
  };
}

/** What was checked beside the bag, and what holds each file. */
function linesOf(check: DossierCheck, { replay, rebuild }: VerifyOptions): string[] {
  const { audit, deliverables, replayed, courses, ticks, rebuilt, coverage, signed } = check;
  const executed = [replayLine(replayed?.reexecution ?? null), coursesLine(courses), ticksLine(ticks)];
  return [
    booksLine(audit),
    ...(deliverables === null ? [] : [deliverablesLine(deliverables)]),
    ...(replay ? executed : []),
    ...(rebuild ? [rebuildLine(rebuilt)] : []),
    ...(signed === null ? [] : signatureLines(signed)),
    ...(coverage === null ? [] : coverageLines(countCoverage(coverage))),
  ];
}

/** Findings are in the report. */
function replayedOf(replayed: ReplayCheck | null) {
  const { reexecution = null, derivation = null } = replayed ?? {};
  const derived = derivation && { files: derivation.bound.size, free: derivation.free };
  return { replay: reexecution, derivation: derived };
}

/** The same. */
function signaturesOf({ findings: _, ...signatures }: SignatureCheck): Omit<SignatureCheck, "findings"> {
  return signatures;
}

/** Its findings are in the report. */
function countsOf({ findings: _, ...counts }: Audit): Omit<Audit, "findings"> {
  return counts;
}
