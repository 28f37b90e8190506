import { join } from "node:path";
import type { Disagreement } from "../chain/engine/disagreement/find.ts";
import { streamJournal } from "../chain/journal/journal-stream.ts";
import { ANCHOR } from "../dossier/anchor-file.ts";
import { ANCHORED } from "../errors/anchor-errors.ts";
import { CHAIN } from "../errors/chain-errors.ts";
import { REPLAY, VERIFY } from "../errors/dossier-errors.ts";
import { shorten } from "../errors/quote.ts";
import type { Finding, VerifyReport } from "../model/dossier.ts";
import { ENGINE_TITLES, type EngineChoice, type EngineName, enginesOf } from "../model/engine.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { finding } from "../support/finding.ts";
import { JOURNAL } from "../support/payload.ts";
import { collectGarbage } from "../system/small-heap.ts";
import { checkState, type SeenState, type StateCheck } from "./check-state.ts";
import type { DerivationCheck, Replayed } from "./derive/check-derivation.ts";
import { journalLinesIn } from "./journal-lines.ts";
import { type Closing, type ReceiptDifference, type Reexecution, reexecute, UNCLOSED } from "./reexecute.ts";
import { disagreementAt, openEngine } from "./replay-engines.ts";
import { withComputed, withFindings } from "./verdict.ts";

/** Hears how long a part of a replay took. */
export type ReplayReport = (part: EngineName | "derivation", seconds: number) => void;

export interface ReplayOptions {
  readonly engine?: EngineChoice;
  readonly report?: ReplayReport;
  /** How many blocks the journal has, and the anchor that comes after them. */
  readonly closing?: Closing;
}

/**
 * Executes the journal by each engine that is asked for. Only EDR's chain can be asked as a node is, so that plans are acted on
 * it alone.
 *
 * @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it.
 * @param receipts its receipts as they were read.
 */
export async function verifyReplay(
  folder: string,
  receipts: readonly ReceiptReading[],
  { engine = "edr", report = () => {}, closing = UNCLOSED }: ReplayOptions,
): Promise<ReplayCheck> {
  const lines = () => journalLinesIn(join(folder, "data", JOURNAL));
  const runs: EngineRun[] = [];
  let derivation: DerivationCheck | null = null;
  let state: StateCheck | null = null;
  for (const name of enginesOf(engine)) {
    const clock = stopwatch();
    const execute = await openEngine(name, {
      edr: async (chain) => {
        report(name, clock());
        collectGarbage();
        const journal = { ...chain.journal, blocks: chain.journal.blocks.slice(0, closing.blocks) };
        derivation = await deriveFrom(folder, { journal, chain: chain.retrace() });
        report("derivation", clock());
      },
      ethereumjs: (seen) => {
        state = checkState(seenUntil(seen, closing.blocks), receipts);
      },
    });
    const reexecution = await reexecute(lines(), receipts, execute, closing);
    if (name !== "edr" || reexecution.kind !== "executed") report(name, clock());
    runs.push({ engine: name, reexecution });
    if (reexecution.kind === "unreadable") break;
    collectGarbage();
  }
  const disagreement = await disagreementIn(runs, () => streamJournal(lines()));
  return { runs, derivation, disagreement, state };
}

/** Without what came after the journal. @param last block of it. */
function seenUntil({ blocks, writes, preimages }: SeenState, last: number): SeenState {
  return { blocks: blocks.slice(0, last), writes: writes.filter(({ block }) => block <= last), preimages };
}

/** @returns the seconds since it was asked before. */
function stopwatch(): () => number {
  let before = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - before) / 1000;
    before = now;
    return seconds;
  };
}

async function disagreementIn(
  runs: readonly EngineRun[],
  journal: Parameters<typeof disagreementAt>[1],
): Promise<Disagreement | null> {
  const blocks = runs.flatMap(({ reexecution }) =>
    reexecution.kind === "diverged" && reexecution.block > 0 ? [reexecution.block] : [],
  );
  return runs.length < 2 || blocks.length === 0 ? null : disagreementAt(Math.min(...blocks), journal);
}

/** Acting takes far more code than the other checks. */
async function deriveFrom(folder: string, replayed: Replayed): Promise<DerivationCheck> {
  const { checkDerivation } = await import("./derive/check-derivation.ts");
  return checkDerivation(folder, replayed);
}

/** What one engine made of the journal. */
export interface EngineRun {
  readonly engine: EngineName;
  readonly reexecution: Reexecution;
}

/** What the journal came to, and what follows from it. */
export interface ReplayCheck {
  /** In the order in which they executed; at least one. */
  readonly runs: readonly EngineRun[];
  /** `null` if EDR did not execute the whole journal. */
  readonly derivation: DerivationCheck | null;
  /** Of two engines; `null` if they agree. */
  readonly disagreement: Disagreement | null;
  /** What changed in the state; `null` if ethereumjs did not execute the whole journal. */
  readonly state: StateCheck | null;
}

/** @returns the first run that failed, else the first. */
export function decisiveRun({ runs }: ReplayCheck): EngineRun {
  const [first] = runs as readonly [EngineRun];
  return runs.find(({ reexecution }) => reexecution.kind !== "executed") ?? first;
}

/** Adds what is off by any of the engines. */
export function withReplay(report: VerifyReport, { runs, disagreement }: ReplayCheck): VerifyReport {
  const ran = runs.reduce(withRun, report);
  return disagreement === null ? ran : withFindings(ran, [disagreementFinding(disagreement)]);
}

/** What two engines find alike is told once. */
function withRun(report: VerifyReport, { engine, reexecution }: EngineRun): VerifyReport {
  const added = withExecution(report, reexecution, ENGINE_TITLES[engine]);
  const told = new Set(report.findings.map(({ message }) => message));
  const findings = added.findings.filter(
    (each, index) => index < report.findings.length || !told.has(each.message),
  );
  return { ...added, findings };
}

/**
 * Adds what is off. That the journal executes to its own state roots, and what a receipt copies of a transaction as it is,
 * no version can see otherwise; names and values in calls and events are this code's to decode.
 *
 * @param engine as it calls itself.
 */
export function withExecution(report: VerifyReport, replay: Reexecution, engine: string): VerifyReport {
  switch (replay.kind) {
    case "unreadable":
      return withFindings(report, [finding(VERIFY.JOURNAL, { path: JOURNAL, ...replay })]);
    case "closed otherwise":
      return withFindings(report, [finding(ANCHORED.NOT_EXECUTED, { path: ANCHOR, ...replay })]);
    case "diverged":
      return withFindings(report, [
        finding(CHAIN.REPLAY_DIFFERS, { ...replay, what: `result on ${engine}` }, JOURNAL),
      ]);
    case "executed": {
      const isCopied = (difference: ReceiptDifference) => difference.kind === "record" && difference.copied;
      const [copied, computed] = [true, false].map((wanted) =>
        replay.differences.filter((difference) => isCopied(difference) === wanted).map(receiptFinding),
      );
      return withFindings(withComputed(report, "the receipts", computed ?? []), copied ?? []);
    }
  }
}

const SHOWN_LENGTH = 160;

function disagreementFinding({ block, what, found, transaction, parting }: Disagreement): Finding {
  const [edr = "", ethereumjs = ""] = found.map((text) => shorten(text, SHOWN_LENGTH));
  const place = transaction === null ? "outside its transactions" : `in transaction ${transaction.hash}`;
  const after =
    parting === null ? "" : ` after opcode ${parting.opcode} at ${parting.pc}, call depth ${parting.depth}`;
  return finding(
    CHAIN.ENGINES_DISAGREE,
    { block, what, edr, ethereumjs, place: `${place}${after}` },
    JOURNAL,
  );
}

/** Adds what was written where nobody knows a variable. */
export function withState(report: VerifyReport, state: StateCheck | null): VerifyReport {
  return withComputed(report, "what changed in the state", state?.findings ?? []);
}

/** Adds what is not as plans and journal make it. @param derivation `null` if the journal could not be executed. */
export function withDerivation(report: VerifyReport, derivation: DerivationCheck | null): VerifyReport {
  return withComputed(report, "what plans and journal make", derivation?.findings ?? []);
}

function receiptFinding(difference: ReceiptDifference): Finding {
  switch (difference.kind) {
    case "record":
      return finding(REPLAY.RECEIPT_DIFFERS, difference);
    case "file":
      return finding(VERIFY.RECEIPT, difference);
    case "anchor":
      return finding(ANCHORED.NOT_EXECUTED, { path: ANCHOR, ...difference });
    case "unreceipted":
      return finding(REPLAY.UNRECEIPTED, difference, JOURNAL);
  }
}

/** What was executed, for people; `null` if the dossier was broken before that. */
export function replayLines(replay: ReplayCheck | null): string[] {
  if (replay === null) return ["  replay not done"];
  const { reexecution } = decisiveRun(replay);
  if (reexecution.kind !== "executed") return ["  replay stopped where the journal fails"];
  const { transactions, records, anchored } = reexecution;
  const engines = replay.runs.map(({ engine }) => ENGINE_TITLES[engine]).join(" and ");
  const anchor = anchored ? ", and the anchor after them" : "";
  return [
    `  replay ${transactions} transactions executed on ${engines}, ${records} records compared${anchor}`,
    derivationLine(replay.derivation),
  ];
}

function derivationLine(derivation: DerivationCheck | null): string {
  if (derivation === null) return "  made   nothing again: plans are acted again on EDR's chain only";
  return `  made   ${derivation.bound.size} files again of plans and journal`;
}
