import { lstat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { OmniError } from "../errors/error.ts";
import { FLAG } from "../errors/flag-errors.ts";
import type { ArtefactPath } from "../model/artefact.ts";
import { artefactPath, isArtefactPath, pathProblem } from "../support/paths.ts";
import { pathWithin } from "../system/within.ts";

/** Folders of OUT that the program fills itself. */
const RESERVED = /^(manifests|\.omnisovereign|omnisovereign)(\/|$)/;

/**
 * Narrows a path that a flag names to one below OUT. `reports/…` means OUT; other paths count from the folder in which they were typed.
 *
 * @param given attacker-controlled
 * @returns relative to OUT
 * @throws OMNI2201 if it leaves OUT, names OUT itself, leads through a link, or has a name that is not portable
 */
export async function outPath(flag: string, given: string, out: string): Promise<ArtefactPath> {
  const refuse = (problem: string) => new OmniError(FLAG.PATH_REFUSED, { flag, given, problem });
  if (given.split(/[/\\]/).includes("..")) throw refuse('has a segment ".."');
  const path = pathWithin(out, located(given, out));
  if (path === undefined) throw refuse("does not lie below the output folder");
  const problem = pathProblem(path);
  if (problem !== undefined) throw refuse(problem);
  const link = await linkOnTheWay(out, artefactPath(path));
  if (link !== null) throw refuse(`leads through the link "${link}"`);
  return artefactPath(path);
}

/**
 * The same for a folder that a script writes to.
 *
 * @throws OMNI2201 also if the folder is one that the program fills itself
 */
export async function outFolderPath(flag: string, given: string, out: string): Promise<ArtefactPath> {
  const path = await outPath(flag, given, out);
  if (!RESERVED.test(path)) return path;
  throw new OmniError(FLAG.PATH_REFUSED, { flag, given, problem: "is a folder that no stage may fill" });
}

/** @returns the first part of `path` that is a symbolic link, relative to OUT; what is not there is none. */
export async function linkOnTheWay(out: string, path: ArtefactPath): Promise<ArtefactPath | null> {
  const segments = path.split("/");
  for (const end of segments.keys()) {
    const part = segments.slice(0, end + 1).join("/");
    const stats = await lstat(join(out, part)).catch(() => undefined);
    if (stats === undefined) return null;
    if (stats.isSymbolicLink() && isArtefactPath(part)) return part;
  }
  return null;
}

function located(given: string, out: string): string {
  if (isAbsolute(given)) return given;
  return given.startsWith("reports/") ? join(out, given.slice("reports/".length)) : resolve(given);
}
