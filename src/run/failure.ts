import { ENVIRONMENT } from "../errors/environment.ts";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage.ts";
import type { ScriptFailure } from "../model/run-events.ts";
import { commandLine } from "./command.ts";

/** Words a failed script as an error with the command that runs it again; `null` if the operator stopped it. */
export function toError({ command, outcome }: ScriptFailure): OmniError | null {
  const { script } = command;
  const rerun = commandLine(command);
  switch (outcome.kind) {
    case "exited":
      return new OmniError(STAGE.EXITED, { script, exitCode: outcome.exitCode, rerun });
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
