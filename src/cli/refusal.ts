import type { OmniError } from "../errors/error.ts";
import { toJson } from "../support/json.ts";
import { errorLine, stackText } from "../system/error-text.ts";
import { type Chosen, typable } from "../system/typable.ts";
import { inLog } from "../system/workflow-log.ts";
import { errorLines } from "./actions.ts";
import { eventLine } from "./reporters/event-line.ts";

interface Manner {
  readonly json?: boolean;
  readonly debug?: boolean;
  /** What commands in the mend must carry. */
  readonly chosen?: Chosen;
  /** More for the JSON document. */
  readonly more?: object;
}

/**
 * Tells of an error: as one line on stderr, or as the one document that `--json` promises on stdout.
 *
 * @returns the exit code
 */
export function tell(error: OmniError, { json, debug, chosen = {}, more = {} }: Manner): number {
  if (json) process.stdout.write(toJson({ ...errorDocument(error, chosen), ...more }));
  else {
    const line = inLog(errorLine(error, chosen));
    console.error([line, ...errorLines(error, process.env)].join("\n"));
  }
  if (debug)
    process.stderr.write(
      json ? eventLine({ type: "stack", stack: stackText(error) }) : `${stackText(error)}\n`,
    );
  return error.exit;
}

function errorDocument({ code, message, mend, exit }: OmniError, chosen: Chosen): object {
  return {
    format: "omnisovereign-error/1",
    exitCode: exit,
    error: { code, message, mend: typable(mend, chosen) },
  };
}
