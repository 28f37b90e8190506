import type { Writable } from "node:stream";
import type { RunEvent } from "../../model/run-events.ts";
import { toJsonLine } from "../../support/json.ts";
import { paletteFor } from "../palette.ts";
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
  const palette = paletteFor(stream, env);
  return (event) => {
    const line = textLine(event, palette);
    if (line !== null) stream.write(`${line}\n`);
  };
}
