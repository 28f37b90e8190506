import cliTruncate from "cli-truncate";
import type { Work } from "../../model/run-events.ts";
import type { StepId } from "../../model/stage.ts";
import type { StepState, StepStatus } from "../../run/state.ts";
import { printable } from "../../support/text.ts";
import { seconds } from "../duration.ts";
import type { Palette } from "../palette.ts";
import type { LiveState } from "./live-state.ts";

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly palette: Palette;
}

/** How long each step took the last time, in milliseconds. */
type Expected = ReadonlyMap<StepId, number>;

const TURNING = ["|", "/", "-", "\\"];
const TURN_MILLISECONDS = 120;
/** For the cursor, which stands below. */
const ROWS_BELOW = 1;
const NAME_COLUMNS = 15;

/** A run as lines that fit a screen: if not all do, what has ended and what is to come give way. */
export function liveLines(
  state: LiveState,
  expected: Expected,
  now: number,
  { columns, rows, palette }: Screen,
): readonly string[] {
  const most = Math.max(rows - ROWS_BELOW, 1);
  const steps = state.run.steps.map((step) => [
    stepLine(step, state, expected, now, palette),
    ...(step.status === "running" ? scriptLines(state, most - state.run.steps.length - 1, palette) : []),
  ]);
  const total = totalLine(state, expected, now);
  const all = [...steps.flat(), total];
  const running = state.run.steps.findIndex(({ status }) => status === "running");
  const shown = all.length <= most ? all : [...(steps[running] ?? []).slice(0, most - 1), total];
  return shown.slice(-most).map((line) => cliTruncate(line, columns));
}

function stepLine(
  step: StepState,
  { stepStartedAt }: LiveState,
  expected: Expected,
  now: number,
  palette: Palette,
): string {
  const name = step.step.padEnd(NAME_COLUMNS);
  const usual = expected.get(step.step);
  switch (step.status) {
    case "pending":
      return palette.faint(`  ${name}${usual === undefined ? "" : `about ${seconds(usual)} s`}`.trimEnd());
    case "running":
      return `${turning(now)} ${name}${elapsed(now - stepStartedAt, usual)}`;
    default:
      return `${MARKS[step.status](palette)} ${name}${seconds(step.milliseconds)} s${results(step)}`;
  }
}

const MARKS: Readonly<Record<Exclude<StepStatus, "pending" | "running">, (palette: Palette) => string>> = {
  succeeded: ({ good }) => good("✔"),
  failed: ({ bad }) => bad("✘"),
  interrupted: ({ bad }) => bad("✘"),
};

function results({ result }: StepState): string {
  if (result === null) return "";
  const sent = result.transactions === 0 ? "" : `, ${result.transactions} transactions`;
  return `${sent}, ${result.artefacts} artefacts`;
}

function turning(now: number): string {
  return TURNING[Math.floor(now / TURN_MILLISECONDS) % TURNING.length] ?? "";
}

function elapsed(milliseconds: number, usual: number | undefined): string {
  return `${seconds(milliseconds)} s${usual === undefined ? "" : ` of about ${seconds(usual)} s`}`;
}

function scriptLines({ running }: LiveState, room: number, { faint }: Palette): readonly string[] {
  const lines = [...running].map(([script, work]) => `    ${script}${work === null ? "" : `: ${at(work)}`}`);
  const shown = lines.length <= room ? lines : lines.slice(0, Math.max(room - 1, 1));
  const left = lines.length - shown.length;
  return [...shown, ...(left === 0 ? [] : [`    and ${left} more`])].map((line) => faint(line));
}

/** What changes most stands last, where the end of a narrow screen may cut it off, but for the name, which is the longest. */
function at({ block, transactions, doing }: Work): string {
  const done = `block ${block}, ${transactions} transactions`;
  return doing === null
    ? done
    : `${doing.kind} ${doing.number} of ${doing.of}, ${done}, ${printable(doing.id)}`;
}

function totalLine({ run, startedAt, isStopping }: LiveState, expected: Expected, now: number): string {
  if (isStopping) return "Stopping: what finished stages have left stays. Ctrl-C once more ends at once.";
  const known = run.steps.map(({ step }) => expected.get(step));
  const usual = known.every((each) => each !== undefined)
    ? known.reduce<number>((sum, each) => sum + (each ?? 0), 0)
    : undefined;
  return `  ${"total".padEnd(NAME_COLUMNS)}${elapsed(now - startedAt, usual)}`;
}
