import type { OmniError } from "../errors/error.ts";
import { exitCodeOf } from "../run/failure.ts";
import type { RunState } from "../run/state.ts";
import { toJson } from "../support/json.ts";
import { errorLine, toOmniError } from "../system/error-text.ts";
import type { Chosen } from "../system/typable.ts";
import { inLog } from "../system/workflow-log.ts";
import { errorLines } from "./actions.ts";
import { addToJobSummary } from "./actions-summary.ts";
import { type Frozen, frozenJson, frozenLines } from "./frozen.ts";
import { writeJunit } from "./junit-report.ts";
import { eventLine } from "./reporters/event-line.ts";
import { type NamedError, nextLines, summaryJson, summaryText } from "./run-summary.ts";

export interface Told {
  /** What the run was held against; `null` if nothing. */
  readonly frozen: Frozen | null;
  readonly chosen: Chosen;
  /** Absolute. */
  readonly out: string;
  readonly json?: boolean;
  /** A file for pipelines. */
  readonly junit?: string;
}

/**
 * Tells people, programs and pipelines what a run came to. That a file for one of them cannot be written hides nothing from
 * the others.
 *
 * @returns the exit code
 */
export async function tellRun(result: RunState, told: Told): Promise<number> {
  const { frozen, json } = told;
  const summary = summaryJson(result, told.chosen);
  const errors = [summary.error, frozen?.error].filter((error) => error !== null && error !== undefined);
  const refusal = await writeFiles(result, errors, told).catch(toOmniError);
  process.stdout.write(
    json
      ? toJson({ ...summary, ...(frozen === null ? {} : frozenJson(frozen)) })
      : textOf(result, errors, told),
  );
  if (refusal) tellRefusal(refusal, json);
  return frozen?.error?.exit ?? (result.outcome === "succeeded" ? refusal?.exit : null) ?? exitCodeOf(result);
}

async function writeFiles(
  result: RunState,
  errors: readonly NamedError[],
  { junit, out }: Told,
): Promise<null> {
  if (junit !== undefined) await writeJunit(junit, result, out);
  await addToJobSummary(result, errors, process.env);
  return null;
}

function textOf(result: RunState, errors: readonly NamedError[], { frozen, chosen }: Told): string {
  const lines = [
    summaryText(result, chosen),
    ...(frozen === null ? [] : frozenLines(frozen, chosen)),
    ...(frozen?.error ? [] : nextLines(result)),
  ];
  const marks = errors.flatMap((error) => errorLines(error, process.env));
  return `${[inLog(lines.join("\n")), ...marks].join("\n")}\n`;
}

function tellRefusal(refusal: OmniError, json = false): void {
  const line = errorLine(refusal);
  process.stderr.write(json ? eventLine({ type: "note", line }) : `${inLog(line)}\n`);
}
