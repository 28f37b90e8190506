import type { OmniError } from "../errors/error.ts";
import { shellWord } from "../errors/shell.ts";
import type { ScriptFailure } from "../model/run-events.ts";
import { errorLinesIn, exitCodeOf, isWordless, toError } from "../run/failure.ts";
import type { RunState, StepState } from "../run/state.ts";
import { printable } from "../support/text.ts";
import { errorLine } from "../system/error-text.ts";
import type { Chosen } from "../system/typable.ts";
import { columns } from "./columns.ts";
import { seconds } from "./duration.ts";
import { fromHere, goOn } from "./run-again.ts";

export type NamedError = Pick<OmniError, "code" | "message" | "mend">;

interface RunSummary extends RunState {
  readonly format: "omnisovereign-run/1";
  readonly error: NamedError | null;
  readonly exitCode: number;
  /** What is typed to do the rest. */
  readonly goOn: string | null;
}

/** What a run came to, for programs. */
export function summaryJson(state: RunState, chosen: Chosen = {}): RunSummary {
  return {
    format: "omnisovereign-run/1",
    ...state,
    error: state.failure && namedError(state.failure, state.out),
    exitCode: exitCodeOf(state),
    goOn: goOn(state, chosen),
  };
}

/** The script's own error; without one, how it ended. */
function namedError(failure: ScriptFailure, out: string): NamedError | null {
  const own = /^(OMNI\d{4}) {2}(.*) {2}(.*)$/.exec(errorLinesIn(failure.lastLines).at(-1) ?? "");
  const [, code = "", message = "", mend = ""] = own ?? [];
  if (own && failure.outcome.kind === "exited") return { code, message, mend };
  const error = toError(failure, out);
  return error && { code: error.code, message: error.message, mend: error.mend };
}

/** What a run came to, for people. */
export function summaryText(state: RunState, chosen: Chosen = {}): string {
  return [
    table(state),
    ...reproduction(state),
    ...failure(state),
    ...next(state, chosen),
    ...dossier(state),
  ].join("\n");
}

function table({ steps, milliseconds }: RunState): string {
  const heading = ["stage", "result", "seconds", "transactions", "artefacts"];
  const total = (count: (step: StepState) => number): string =>
    `${steps.reduce((sum, step) => sum + count(step), 0)}`;
  return columns(
    [heading, ...steps.map(row), ["total", "", seconds(milliseconds), total(transactions), total(artefacts)]],
    ["left", "left", "right", "right", "right"],
  );
}

function row(step: StepState): readonly string[] {
  return [
    step.step,
    step.status,
    step.status === "pending" ? "" : seconds(step.milliseconds),
    step.result === null ? "" : `${transactions(step)}`,
    step.result === null ? "" : `${artefacts(step)}`,
  ];
}

function transactions({ result }: StepState): number {
  return result?.transactions ?? 0;
}

function artefacts({ result }: StepState): number {
  return result?.artefacts ?? 0;
}

/** A stage that ran before says whether it came out the same. */
function reproduction({ steps }: RunState): readonly string[] {
  return steps.flatMap(({ step, result }) => {
    const changed = result?.changed;
    if (changed === undefined || changed === null) return [];
    if (changed.length === 0) return [`${step}: every artefact equals the recorded one`];
    return [
      `${step}: ${changed.length} artefacts differ from the recorded ones, first ${printable(`${changed[0]}`)}`,
    ];
  });
}

function failure({ failure, out }: RunState): readonly string[] {
  if (failure === null) return [];
  const error = toError(failure, out);
  if (error === null) return ["", "Interrupted; what finished stages have left is intact."];
  const own = failure.outcome.kind === "exited" ? errorLinesIn(failure.lastLines) : [];
  if (own.length > 0) return ["", ...own.map(printable)];
  if (isWordless(failure.lastLines)) return ["", errorLine(error)];
  return [
    "",
    `The end of ${printable(`${failure.logPath}`)}:`,
    ...failure.lastLines.map((line) => `  ${printable(line)}`),
    "",
    errorLine(error),
  ];
}

function next(state: RunState, chosen: Chosen): readonly string[] {
  const command = goOn(state, chosen);
  if (command === null) return [];
  const log = state.failure?.logPath;
  return [...(log ? [`Log      ${printable(log)}`] : []), `Go on    ${printable(command)}`];
}

function dossier({ dossier }: RunState): readonly string[] {
  if (dossier === null) return [];
  return [
    "",
    `dossier  ${printable(dossier.path)}`,
    `root     ${dossier.root}`,
    "verdict  every job and every drill of its stages ended as foretold",
  ];
}

/** What to do with a dossier; nothing without one. */
export function nextLines({ dossier }: Pick<RunState, "dossier">): readonly string[] {
  if (dossier === null) return [];
  const folder = printable(shellWord(fromHere(dossier.path)));
  return [
    "",
    `View     npx omnisovereign view ${folder}`,
    `Check    npx omnisovereign verify ${folder} --replay`,
    `Compare  npx omnisovereign diff OLDER ${folder}`,
  ];
}
