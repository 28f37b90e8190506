import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** BagIt's declaration, which every bag begins with (RFC 8493 §2.1.1). */
const DECLARATION = "bagit.txt";

/** @param path absolute; need not be there @returns the dossier that it is, or lies in; `null` if there is none */
export function dossierAround(path: string): string | null {
  const real = realOf(path);
  if (existsSync(join(real, DECLARATION))) return real;
  return dirname(real) === real ? null : dossierAround(dirname(real));
}

/** As far as it is there, with all links followed. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realOf(dirname(path)), basename(path));
  }
}
