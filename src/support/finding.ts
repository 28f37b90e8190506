import { codeOf, type ErrorDescriptor } from "../errors/error.ts";
import type { Finding } from "../model/dossier.ts";
import { printable } from "./text.ts";

interface Place {
  readonly path?: string;
  readonly line?: number;
}

/**
 * A numbered error as a value, its texts safe to print.
 *
 * @param args attacker-controlled; `path` and `line`, where there are any, say what the finding is about.
 */
export function finding<Args>(
  descriptor: ErrorDescriptor<Args>,
  args: NoInfer<Args> & Place,
  path = args.path ?? "",
): Finding {
  return {
    code: codeOf(descriptor),
    path: printable(path),
    ...(args.line === undefined ? {} : { line: args.line }),
    message: printable(descriptor.message(args)),
    mend: printable(descriptor.mend(args)),
  };
}
