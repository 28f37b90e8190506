import { ENVIRONMENT } from "../errors/environment.ts";
import { OmniError } from "../errors/error.ts";
import { printable } from "./text.ts";
import { asTyped } from "./typed.ts";

/** Makes of anything thrown an error that a user can act on. */
export function toOmniError(error: unknown): OmniError {
  if (error instanceof OmniError) return error;
  const problem = error instanceof Error ? error.message : String(error);
  if (isRefusal(error)) return new OmniError(ENVIRONMENT.SYSTEM_REFUSED, { problem }, { cause: error });
  return new OmniError(ENVIRONMENT.BUG, { problem }, { cause: error });
}

/** Files that cannot be read or written are no mistake of the program. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** One line for the terminal: code, what is wrong, what to do. */
export function errorLine(error: OmniError): string {
  return `${error.code}  ${printable(error.message)}  ${printable(asTyped(error.mend))}`;
}

/** The stack of an error and of each of its causes, escaped line by line; for `--debug`. */
export function stackText(error: unknown): string {
  const stacks: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    stacks.push(cause.stack ?? cause.message);
  return stacks.join("\ncaused by ").split("\n").map(printable).join("\n");
}
