import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import { printable } from "../support/text.ts";
import { workingFolder } from "./root.ts";
import { type Chosen, typable } from "./typable.ts";

/**
 * Makes of anything thrown an error that a user can act on.
 *
 * @param folder where it was at work, for errors of the system that do not say
 */
export function toOmniError(error: unknown, folder: string = workingFolder()): OmniError {
  if (error instanceof OmniError) return error;
  if (workingFolder() === "") return new OmniError(ENVIRONMENT.WORKING_FOLDER_GONE, {}, { cause: error });
  const problem = error instanceof Error ? error.message : String(error);
  return isRefusal(error)
    ? refusalError(problem, folder, error)
    : new OmniError(ENVIRONMENT.BUG, { problem }, { cause: error });
}

/**
 * What a program was refused that wrote this before it ended.
 *
 * @param text attacker-controlled
 * @returns `null` if it speaks of no lack of the machine's
 */
export function lackIn(text: string, folder: string): OmniError | null {
  const [, problem] =
    /^(?:\w*Error: )?(.{0,200}\b(?:ENOSPC|EDQUOT|EMFILE|ENFILE)\b.{0,200})$/m.exec(text) ?? [];
  return problem === undefined ? null : refusalError(problem.trim(), folder);
}

/** Files that cannot be read or written are no mistake of the program. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function refusalError(problem: string, folder: string, cause?: unknown): OmniError {
  switch (/\bE[A-Z]{4,}\b/.exec(problem)?.[0]) {
    case "ENOSPC":
    case "EDQUOT":
      return new OmniError(ENVIRONMENT.DISK_FULL, { folder, problem }, { cause });
    case "EMFILE":
    case "ENFILE":
      return new OmniError(ENVIRONMENT.TOO_MANY_FILES, { problem }, { cause });
    default:
      return new OmniError(ENVIRONMENT.SYSTEM_REFUSED, { problem }, { cause });
  }
}

/**
 * One line: code, what is wrong, what to do.
 *
 * @param chosen what commands in it must carry to be typed as they stand
 */
export function errorLine(error: OmniError, chosen: Chosen = {}): string {
  return `${error.code}  ${printable(error.message)}  ${printable(typable(error.mend, chosen))}`;
}

/** The stack of an error and of each of its causes, escaped line by line; for `--debug`. */
export function stackText(error: unknown): string {
  const stacks: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    stacks.push(cause.stack ?? cause.message);
  return stacks.join("\ncaused by ").split("\n").map(printable).join("\n");
}
