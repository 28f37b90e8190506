import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { NO_DOSSIER } from "../errors/dossier-errors.ts";
import type { Finding } from "../model/dossier.ts";
import { inReports, PATHS } from "../model/layout.ts";
import { finding } from "../support/finding.ts";
import { INDEX, JOURNAL } from "../support/payload.ts";
import { pathWithin } from "../system/within.ts";
import { BAGIT, MANIFEST, payloadPath, TAGS } from "./bag.ts";

const PAYLOAD = [INDEX, JOURNAL].map(payloadPath);
const ARCHIVE = /\.(tar|tgz|tar\.(gz|bz2|xz|zst)|zip|7z)$/i;

/** Where a run leaves its dossier, below folders that people name in its place. */
const BELOW = ["dossier", PATHS.dossier, inReports(PATHS.dossier)];
const MANIFEST_LIMIT = 64 * 2 ** 20;

/**
 * Tells what is no dossier at all from one that is damaged. A dossier that lost some of its files is damaged.
 *
 * @param folder as the user named it.
 * @param at the folder from which it counts, and that is left out of what is said.
 * @returns what is there instead, with what was meant if that can be told; `null` for what has to be verified.
 */
export function recogniseStranger(folder: string, at = process.cwd()): Finding | null {
  const place = resolve(at, folder);
  const what = whatIsThere(place);
  if (what === null) return null;
  const shown = (path: string) => pathWithin(at, path) ?? path;
  if ("reason" in what) return finding(NO_DOSSIER.CLOSED, { folder: shown(place), reason: what.reason }, ".");
  const meant = meantBy(place, at);
  const args = { folder: shown(place), what: what.is, meant: meant && shown(meant) };
  return finding(NO_DOSSIER.STRANGER, args, ".");
}

function whatIsThere(folder: string): { is: string } | { reason: string } | null {
  try {
    const stats = statSync(folder);
    if (stats.isDirectory()) accessSync(folder, constants.R_OK | constants.X_OK);
    if (!stats.isDirectory())
      return { is: ARCHIVE.test(folder) ? "is an archive: unpack it first" : "is no folder" };
  } catch (error) {
    const { code = "it cannot be opened" } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? { is: "does not exist" } : { reason: code };
  }
  if (!holds(folder, TAGS) && !holds(folder, PAYLOAD))
    return { is: `holds neither "${BAGIT}" nor a payload` };
  return isForeignBag(folder) ? { is: "is a bag of something else" } : null;
}

/** Whose manifest, if it can be read, lists nothing of ours; one that does and has lost it is damaged. */
function isForeignBag(folder: string): boolean {
  if (!holds(folder, [BAGIT]) || holds(folder, PAYLOAD)) return false;
  const listed = readManifest(join(folder, MANIFEST));
  return listed !== null && PAYLOAD.every((path) => !listed.includes(`  ${path}\n`));
}

/** @returns `null` for what cannot be read as a text, which verifying will name. */
function readManifest(path: string): string | null {
  if (!existsSync(path)) return "";
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= MANIFEST_LIMIT ? readFileSync(path, "utf8") : null;
  } catch {
    return null;
  }
}

function holds(folder: string, paths: readonly string[]): boolean {
  return paths.some((path) => existsSync(join(folder, path)));
}

/** A dossier below what was named, around it, or below a folder around it in which the user is at work. */
function meantBy(folder: string, at: string): string | null {
  const around = foldersAround(folder);
  const nearest = around.find((parent) => existsSync(parent));
  const near = around.filter(
    (parent) => parent === nearest || parent === at || pathWithin(at, parent) !== undefined,
  );
  const candidates = [folder, ...near].flatMap((parent) => BELOW.map((path) => join(parent, path)));
  return [...around, ...candidates].find((candidate) => holds(candidate, [BAGIT])) ?? null;
}

function foldersAround(folder: string): string[] {
  const parents: string[] = [];
  for (let path = folder; dirname(path) !== path; path = dirname(path)) parents.push(dirname(path));
  return parents;
}
