import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Maker } from "../model/dossier.ts";
import { formatDigestList } from "../support/files-digest.ts";
import { artefactPath } from "../support/paths.ts";
import { sha256 } from "../system/files.ts";

/** Where the build leaves what this module computes in a checkout: beside the code, in which no source lies any more. */
export const CODE_FILE = "code.json";

/** What a payload depends on besides its plans, relative to the checkout: folders and files. */
const SOURCES = ["contracts", "hardhat.config.ts", "src"];
/** The built-in drills. */
const DRILLS = "plans/drills";
const IS_SOURCE = /\.(ts|js|sol)$/;

let known: Maker | undefined;

/** @returns the version and the digest of the code that runs; the same in a checkout and in the package built of it. */
export function thisCode(): Maker {
  known ??= readBuilt() ?? digestOfCode(fileURLToPath(new URL("../..", import.meta.url)));
  return known;
}

function readBuilt(): Maker | undefined {
  const built = fileURLToPath(new URL(`../${CODE_FILE}`, import.meta.url));
  return existsSync(built) ? JSON.parse(readFileSync(built, "utf8")) : undefined;
}

/**
 * @param root of a checkout, absolute.
 * @returns the SHA-256 of a line with name and version, and of the lines `<sha256>  <path>` of every source, sorted.
 */
export function digestOfCode(root: string): Maker {
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const sources = SOURCES.flatMap((source) => sourcesAt(join(root, source)));
  const files = [...sources, ...drillsAt(join(root, DRILLS))].map((file) => ({
    path: artefactPath(relative(root, file).split(sep).join("/")),
    sha256: sha256(readFileSync(file)),
  }));
  return { version, code: sha256(`${name} ${version}\n${formatDigestList(files)}`) };
}

function drillsAt(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));
}

function sourcesAt(path: string): string[] {
  if (IS_SOURCE.test(path)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_SOURCE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
