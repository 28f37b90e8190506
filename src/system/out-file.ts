import { statSync } from "node:fs";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import { dossierAround } from "./dossier-around.ts";

/**
 * Whether a command may write a file of its own there.
 *
 * @param file absolute
 * @throws OMNI5028 if it is a folder, or lies in a dossier, which counts every file
 */
export function requireOutFile(file: string): void {
  const refuse = (problem: string) => new OmniError(ENVIRONMENT.FILE_REFUSED, { file, problem });
  if (isFolder(file)) throw refuse("is a folder");
  if (dossierAround(file) !== null) throw refuse("lies in a dossier, which one more file would break");
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // whoever writes meets what is wrong
  }
}
