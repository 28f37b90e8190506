import type { RunEvent } from "../../model/run-events.ts";
import { isErrorLine } from "../../run/failure.ts";
import type { Durations } from "../../run/run-files.ts";
import { harmless, isActions } from "../../system/workflow-log.ts";
import { workflowCommand } from "../actions.ts";
import { type Palette, paletteFor } from "../palette.ts";
import { eventLine } from "./event-line.ts";
import type { Reporter } from "./listener.ts";
import { liveReporter, type Terminal } from "./live.ts";
import { textLine } from "./text.ts";

export interface ReporterOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Progress as JSON lines, as text, as what a terminal shows at the moment, or not at all. */
export function reporterFor(
  { json, quiet, verbose }: ReporterOptions,
  stream: Terminal & { readonly isTTY?: boolean },
  env: NodeJS.ProcessEnv,
  expected: Durations = new Map(),
): Reporter {
  if (quiet) return { report: () => {}, end: () => {} };
  if (json) return { report: (event) => void stream.write(eventLine(event)), end: () => {} };
  const palette = paletteFor(stream, env);
  const isLive = stream.isTTY === true && env.TERM !== "dumb" && !verbose;
  if (isActions(env)) return groupingReporter(stream, palette);
  if (!isLive) return textReporter(stream, palette);
  return liveReporter(stream, { palette, expected, lasting: lastingLines(palette) });
}

function textReporter(stream: Terminal, palette: Palette): Reporter {
  const tell = withoutEndings((event) => {
    const line = textLine(event, palette);
    if (line !== null) stream.write(`${line}\n`);
  });
  return { report: tell, end: () => {} };
}

/** Lines that GitHub folds by stage. */
function groupingReporter(stream: Terminal, palette: Palette): Reporter {
  const print = (line: string): void => void stream.write(`${line}\n`);
  const tell = withoutEndings((event) => {
    const line = textLine(event, palette);
    if (line !== null) print(harmless(line));
  });
  return {
    report(event) {
      if (event.type === "step-started") print(workflowCommand("group", event.step));
      tell(event);
      if (event.type === "step-finished" || event.type === "step-failed")
        print(workflowCommand("endgroup", ""));
    },
    end: () => {},
  };
}

/** What scripts say, which is little, stays; all else is seen as long as it lasts. */
function lastingLines(palette: Palette): (event: RunEvent) => string | null {
  let lines: string[] = [];
  const tell = withoutEndings((event) => {
    const line = event.type === "script-progress" ? textLine(event, palette) : null;
    if (line !== null) lines.push(line);
  });
  return (event) => {
    lines = [];
    tell(event);
    return lines.length === 0 ? null : lines.join("\n");
  };
}

/** The errors with which a script ends come with what the run came to; those of one that ended well come here, late. */
function withoutEndings(print: (event: RunEvent) => void): (event: RunEvent) => void {
  const held = new Map<string, RunEvent[]>();
  return (event) => {
    if (event.type === "script-progress" && isErrorLine(event.line)) {
      held.set(event.script, [...(held.get(event.script) ?? []), event]);
      return;
    }
    if (event.type === "script-finished" && event.outcome.kind !== "exited") {
      for (const late of held.get(event.script) ?? []) print(late);
    }
    print(event);
  };
}
