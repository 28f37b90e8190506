import type { RunEvent, ScriptOutcome } from "../../model/run-events.ts";
import { commandLine } from "../../run/script-command.ts";
import { printable } from "../../support/text.ts";
import { seconds } from "../duration.ts";
import type { Palette } from "../palette.ts";

/**
 * Words an event as one line for people.
 *
 * @returns `null` for an event that needs no line
 */
export function textLine(event: RunEvent, palette: Palette): string | null {
  switch (event.type) {
    case "run-started":
      return `Running ${event.steps.join(", ")} with ${printable(event.plan)} into ${printable(event.out)}`;
    case "node-started":
      return palette.faint(`node at ${printable(event.url)}`);
    case "script-started":
      return `${event.step}: ${printable(commandLine(event.command))}`;
    case "script-progress":
      return palette.faint(`${event.script}: ${printable(event.line)}`);
    case "script-finished":
      return `${event.script}: ${ending(event.outcome, palette)} after ${seconds(event.milliseconds)} s`;
    case "run-stopping":
      return "Stopping: what finished stages have left stays; the same signal again ends at once.";
    default:
      return null;
  }
}

function ending(outcome: ScriptOutcome, palette: Palette): string {
  return outcome.kind === "succeeded" ? palette.good("done") : palette.bad(outcome.kind.replaceAll("-", " "));
}
