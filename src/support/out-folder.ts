import { lstatSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { ENVIRONMENT } from "../errors/environment.ts";
import { OmniError } from "../errors/error.ts";

/**
 * Whether a folder can take what scripts leave, as far as can be seen without writing.
 *
 * @param out absolute
 * @throws OMNI5022 if it is no folder, or the system's own
 */
export function requireOutFolder(out: string): void {
  const refuse = (problem: string) => new OmniError(ENVIRONMENT.OUT_REFUSED, { out, problem });
  if (out.includes("\0")) throw refuse("holds a character that no file name can");
  if (dirname(out) === out) throw refuse("is the root of the file system");
  const target = statOrNull(statSync, out);
  if (target === null && statOrNull(lstatSync, out)?.isSymbolicLink()) throw refuse("is a link to nothing");
  if (target !== null && !target.isDirectory()) throw refuse("is no folder");
}

function statOrNull(stat: (path: string) => Stats, path: string): Stats | null {
  try {
    return stat(path);
  } catch {
    return null;
  }
}
