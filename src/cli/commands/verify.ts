import { resolve } from "node:path";
import { loadSigner, type Signer } from "../../attest/signer.ts";
import { ATTEST } from "../../errors/attest-errors.ts";
import { ENVIRONMENT } from "../../errors/environment-errors.ts";
import { codeOf, EXIT, OmniError } from "../../errors/error.ts";
import type { ArtefactPath } from "../../model/artefact.ts";
import type { RunEvent } from "../../model/run-events.ts";
import { toJson, toJsonLine } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { keepHeapSmall } from "../../system/small-heap.ts";
import { asTyped } from "../../system/typed.ts";
import { inLog } from "../../system/workflow-log.ts";
import { attestDossier } from "../../verify/attest-dossier.ts";
import type { Audit } from "../../verify/audit.ts";
import { anchorLine } from "../../verify/check-anchor.ts";
import {
  type LeftState,
  leaveState,
  stateLine,
  stateSummary,
  type ToldState,
} from "../../verify/check-state.ts";
import { countCoverage, coverageLines } from "../../verify/coverage.ts";
import { leavePage } from "../../verify/leave-page.ts";
import { type SignatureCheck, signatureLines } from "../../verify/verify-attestations.ts";
import { booksLine } from "../../verify/verify-books.ts";
import { coursesLine } from "../../verify/verify-courses.ts";
import { deliverablesLine } from "../../verify/verify-deliverables.ts";
import { type CheckOptions, type DossierCheck, verifyDossier } from "../../verify/verify-dossier.ts";
import { rebuildLine } from "../../verify/verify-rebuild.ts";
import { decisiveRun, type ReplayCheck, type ReplayReport, replayLines } from "../../verify/verify-replay.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";
import { ticksLine } from "../../verify/verify-ticks.ts";
import { interruptible } from "../interrupt.ts";

export interface VerifyOptions extends CheckOptions {
  readonly json?: boolean;
  /** Whether to sign that the dossier was executed and built again. */
  readonly attest?: boolean;
  /** Of whoever signs. */
  readonly key?: string;
}

/** `omnisovereign verify DOSSIER` */
export async function verify(folder: string, options: VerifyOptions): Promise<number> {
  requireReplay(options);
  keepHeapSmall();
  const report = progressOf(options);
  const signer = await signerOf(options);
  const replayed = timesOf(options);
  const { result, interruptCode } = options.rebuild
    ? await interruptible((signal) => verifyDossier(resolve(folder), options, { report, replayed, signal }))
    : { result: await verifyDossier(resolve(folder), options, { replayed }), interruptCode: null };
  if (interruptCode !== null) return interruptCode;
  const isIntact = result.report.verdict === "intact";
  const told = result.replayed?.state?.told;
  const state = told && isIntact ? await leaveIfWritable(resolve(folder), told) : [];
  const attested =
    signer && isIntact ? await attestDossier(resolve(folder), AGAIN, { check: result, signer }) : [];
  const left = { state, attested };
  print(result, left, options);
  return exitOfVerify(result.report);
}

/** A dossier that nobody may write to is no less intact. */
async function leaveIfWritable(folder: string, told: ToldState): Promise<readonly LeftState[]> {
  try {
    const state = await leaveState(folder, told);
    const page = await leavePage(folder);
    return [...state, ...page.map((path) => ({ path, replaced: false }))];
  } catch (error) {
    if (!(error instanceof OmniError) || error.code !== codeOf(ATTEST.NOT_WRITTEN)) throw error;
    console.error(inLog(error.message));
    return [];
  }
}

/** @throws OMNI5010 if an engine is named and nothing is to be executed. */
function requireReplay({ engine, replay }: VerifyOptions): void {
  if (engine === undefined || replay) return;
  const problem = `The engine "${engine}" executes nothing without --replay.`;
  throw new OmniError(ENVIRONMENT.USAGE, { problem, help: "omnisovereign verify --help" });
}

/** What whoever executed a dossier and built it again says of it. */
const AGAIN = ["re-execution", "checks"] as const;

/** @returns `null` if nothing is to be signed; a key that is of no use is told of before all the work. */
async function signerOf({ attest, key, replay, rebuild }: VerifyOptions): Promise<Signer | null> {
  if (!attest && key === undefined) return null;
  const help = "omnisovereign verify --help";
  if (!attest || key === undefined || !replay || !rebuild) {
    const problem =
      "What is signed is a replay and a rebuild: --replay --rebuild --attest --key go together.";
    throw new OmniError(ENVIRONMENT.USAGE, { problem, help });
  }
  return loadSigner(resolve(key), process.env);
}

/** On stderr: a line for each stage that is run again, or all of it as JSON lines. */
function progressOf({ json }: VerifyOptions): (event: RunEvent) => void {
  return (event) => {
    if (json) process.stderr.write(toJsonLine(event));
    else if (event.type === "step-started") console.error(`rebuild: ${event.step}`);
  };
}

/** On stderr, because they are this machine's: how long each engine took, and what was made of its chain. */
function timesOf({ json }: VerifyOptions): ReplayReport {
  return (part, seconds) => {
    const milliseconds = Math.round(seconds * 1000);
    if (json) process.stderr.write(toJsonLine({ type: "replayed", part, milliseconds }));
    else console.error(`replay: ${part} ${(milliseconds / 1000).toFixed(1)} s`);
  };
}

/** The tag files that were left. */
interface Left {
  readonly state: readonly LeftState[];
  /** The statements that were signed. */
  readonly attested: readonly ArtefactPath[];
}

function print(check: DossierCheck, { state, attested }: Left, options: VerifyOptions): void {
  if (options.json) {
    process.stdout.write(toJson({ ...documentOf(check), ...(options.attest ? { attested } : {}) }));
    return;
  }
  process.stdout.write(inLog(asTyped(formatVerify(check.report))));
  if (exitOfVerify(check.report) !== EXIT.usage) console.log(inLog(linesOf(check, options).join("\n")));
  for (const { path, replaced } of state)
    console.log(`  left   ${path}${replaced ? ", in the place of one that told otherwise" : ""}`);
  for (const path of attested) console.log(`  left   ${path}`);
}

function documentOf({
  report,
  audit,
  deliverables,
  anchor,
  replayed,
  courses,
  ticks,
  rebuilt,
  coverage,
  signed,
  beside,
}: DossierCheck) {
  const books = audit && countsOf(audit);
  const counted = coverage && countCoverage(coverage);
  return {
    ...{ ...report, books, deliverables, anchor: anchor?.anchor?.receipt ?? null },
    ...{ ...replayedOf(replayed), courses, ticks },
    ...{ rebuild: rebuilt, coverage: counted, signed: signed && signaturesOf(signed), beside },
  };
}

/** What was checked beside the bag, and what holds each file. */
function linesOf(check: DossierCheck, { replay, rebuild }: VerifyOptions): string[] {
  const { audit, deliverables, anchor, replayed, courses, ticks, rebuilt, coverage, signed } = check;
  const state = replayed?.state ?? null;
  const executed = [
    ...replayLines(replayed),
    ...[coursesLine(courses), ticksLine(ticks)],
    ...(state === null ? [] : [stateLine(state)]),
  ];
  return [
    booksLine(audit),
    ...(deliverables === null ? [] : [deliverablesLine(deliverables)]),
    anchorLine(anchor),
    ...(replay ? executed : []),
    ...(rebuild ? [rebuildLine(rebuilt)] : []),
    ...(signed === null ? [] : signatureLines(signed)),
    ...(coverage === null ? [] : coverageLines(countCoverage(coverage))),
    ...besideLines(check.beside),
  ];
}

/** What lies in the bag and is believed of nobody's word. */
function besideLines(beside: DossierCheck["beside"]): string[] {
  if (beside.length === 0) return [];
  return [`  beside ${beside.map(printable).join(", ")}: not looked at; "view" makes the page anew`];
}

/** Findings are in the report. */
function replayedOf(replayed: ReplayCheck | null) {
  if (replayed === null) return { replay: null, derivation: null, state: null };
  const { runs, derivation, disagreement, state } = replayed;
  return {
    replay: {
      engines: runs.map(({ engine }) => engine),
      ...decisiveRun(replayed).reexecution,
      ...(disagreement && { disagreement }),
    },
    derivation: derivation && { files: derivation.bound.size, free: derivation.free },
    state: stateSummary(state),
  };
}

/** The same. */
function signaturesOf({ findings: _, ...signatures }: SignatureCheck): Omit<SignatureCheck, "findings"> {
  return signatures;
}

/** Its findings are in the report. */
function countsOf({ findings: _, ...counts }: Audit): Omit<Audit, "findings"> {
  return counts;
}
