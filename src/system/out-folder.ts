import { lstatSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import { dossierAround } from "./dossier-around.ts";
import { isBuilt, PACKAGE } from "./root.ts";
import { pathWithin } from "./within.ts";

/**
 * Whether a folder can take what scripts leave, as far as can be seen without writing.
 *
 * @param out absolute
 * @param installed the package's own folder, if this is not a checkout
 * @throws OMNI5022 if it is no folder, or the system's own, or a dossier's
 */
export function requireOutFolder(out: string, installed: string | null = isBuilt ? PACKAGE : null): void {
  const refuse = (problem: string) => new OmniError(ENVIRONMENT.OUT_REFUSED, { out, problem });
  if (out.includes("\0")) throw refuse("holds a character that no file name can");
  if (dirname(out) === out) throw refuse("is the root of the file system");
  if (installed !== null && (out === installed || pathWithin(installed, out) !== undefined))
    throw refuse("lies in the installed package, which npm replaces without asking");
  const target = statOrNull(statSync, out);
  if (target === null && statOrNull(lstatSync, out)?.isSymbolicLink()) throw refuse("is a link to nothing");
  if (target !== null && !target.isDirectory()) throw refuse("is no folder");
  if (dossierAround(out) !== null) throw refuse("lies in a dossier, which any more file would break");
}

function statOrNull(stat: (path: string) => Stats, path: string): Stats | null {
  try {
    return stat(path);
  } catch {
    return null;
  }
}
