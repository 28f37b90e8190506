import type { Writable } from "node:stream";
import type { RunEvent } from "../../model/run-events.ts";
import { isErrorLine } from "../../run/failure.ts";
import { toJsonLine } from "../../support/json.ts";
import { type Palette, paletteFor } from "../palette.ts";
import { textLine } from "./text.ts";

export type Reporter = (event: RunEvent) => void;

export interface ReporterOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Progress as JSON lines, as text, or not at all. */
export function reporterFor(
  { json, quiet }: ReporterOptions,
  stream: Writable & { readonly isTTY?: boolean },
  env: NodeJS.ProcessEnv,
): Reporter {
  if (quiet) return () => {};
  if (json) return (event) => void stream.write(toJsonLine(event));
  return textReporter(stream, paletteFor(stream, env));
}

/** The errors with which a script ends come with what the run came to; those of one that ended well come here, late. */
function textReporter(stream: Writable, palette: Palette): Reporter {
  const held = new Map<string, RunEvent[]>();
  const print = (event: RunEvent): void => {
    const line = textLine(event, palette);
    if (line !== null) stream.write(`${line}\n`);
  };
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
