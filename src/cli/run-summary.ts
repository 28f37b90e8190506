import { toError } from "../run/failure.ts";
import type { RunState, StepState } from "../run/state.ts";
import { errorLine } from "../support/error-text.ts";
import { printable } from "../support/text.ts";
import { columns } from "./columns.ts";
import { seconds } from "./duration.ts";

/** What a run came to, for programs. */
export function summaryJson(state: RunState): object {
  const error = state.failure && toError(state.failure);
  const named = error && { code: error.code, message: error.message, mend: error.mend };
  return { format: "omnisovereign-run/1", ...state, error: named };
}

/** What a run came to, for people. */
export function summaryText(state: RunState): string {
  return [table(state), ...reproduction(state), ...failure(state), ...dossier(state)].join("\n");
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

function failure({ failure }: RunState): readonly string[] {
  if (failure === null) return [];
  const error = toError(failure);
  if (error === null) return ["", "Interrupted; what finished stages have left is intact."];
  return [
    "",
    `The end of ${printable(`${failure.logPath}`)}:`,
    ...failure.lastLines.map((line) => `  ${printable(line)}`),
    "",
    errorLine(error),
  ];
}

function dossier({ dossier }: RunState): readonly string[] {
  return dossier === null ? [] : ["", `dossier  ${printable(dossier.path)}`, `root     ${dossier.root}`];
}
