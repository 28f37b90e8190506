import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { EXIT, OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { ScriptFailure } from "../model/run-events.ts";
import { lackIn } from "../system/error-text.ts";
import { commandLine } from "./script-command.ts";
import type { RunState } from "./state.ts";

const ERROR_LINE = /^(?:[^ ].*:\d+:\d+ {2})?OMNI\d{4} {2}/;

/** What a script's exit code says to whoever started the run; others are no more than a failure. */
const PASSED_ON: readonly number[] = [
  EXIT.usage,
  EXIT.planInvalid,
  EXIT.verificationFailed,
  EXIT.environment,
];

/** @returns the exit code for what a run came to */
export function exitCodeOf({ outcome, failure, out }: RunState): number {
  if (outcome === "succeeded") return EXIT.done;
  const ending = failure?.outcome;
  if (ending?.kind === "exited" && PASSED_ON.includes(ending.exitCode)) return ending.exitCode;
  return (failure && toError(failure, out)?.exit) ?? EXIT.failed;
}

/** @returns the errors with which a script ended by itself, one a line; attacker-controlled */
export function errorLinesIn(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const before = lines.findLastIndex((line, index) => index <= last && !ERROR_LINE.test(line));
  return lines.slice(before + 1, last + 1);
}

/** @returns whether a script has written nothing. */
export function isWordless(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === "");
}

/** @returns whether a script tells of an error with this line */
export function isErrorLine(line: string): boolean {
  return ERROR_LINE.test(line);
}

/**
 * Words a failed script as an error with the command that runs it again.
 *
 * @param out the output folder, for messages
 * @returns `null` if the operator stopped it
 */
export function toError({ command, outcome, lastLines }: ScriptFailure, out: string): OmniError | null {
  const { script } = command;
  const rerun = commandLine(command);
  const said =
    outcome.kind === "not-started" ? [outcome.problem] : outcome.kind === "exited" ? lastLines : [];
  const lack = lackIn(said.join("\n"), out);
  if (lack) return lack;
  switch (outcome.kind) {
    case "exited":
      return new OmniError(isWordless(lastLines) ? STAGE.WORDLESS : STAGE.EXITED, {
        script,
        exitCode: outcome.exitCode,
        rerun,
      });
    case "killed":
      return new OmniError(STAGE.KILLED, { script, signal: outcome.signal, rerun });
    case "timed-out":
      return new OmniError(STAGE.TIMED_OUT, { script, limitSeconds: outcome.limitSeconds, rerun });
    case "left-no-manifest":
      return new OmniError(STAGE.NO_MANIFEST, { script, rerun });
    case "not-started":
      return new OmniError(ENVIRONMENT.NPM_NOT_STARTED, { problem: outcome.problem });
    case "interrupted":
    case "succeeded":
      return null;
  }
}
