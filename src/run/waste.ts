import { existsSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { archiveFolder, stateFolder } from "../chain/journal/wal.ts";
import type { Standing } from "./standing.ts";

/** Something in an output folder that nothing needs any more. */
export interface Waste {
  /** Relative to the output folder. */
  readonly path: string;
  readonly what: string;
  readonly bytes: number;
}

/** Names under which files are written before they get their own. */
const DRAFT = /\.jsonl?\.(\d+|new)$|\.lock\.\d+-\d+$/;

/**
 * Finds what may go: never a dossier, an artefact, a manifest or the journal in use. Logs stay as long as a run is not
 * finished.
 *
 * @param out absolute; nothing is at work there
 */
export async function findWaste({
  out,
  verdict,
}: Pick<Standing, "out" | "verdict">): Promise<readonly Waste[]> {
  const state = stateFolder(out);
  const dossiers = join(out, "omnisovereign");
  const candidates = [
    { path: archiveFolder(state), what: "journals of earlier runs" },
    ...(verdict === "finished"
      ? [{ path: join(state, "logs"), what: "logs of a run that is finished" }]
      : []),
    ...(await drafts(state)).map((path) => ({ path, what: "a file that was never finished" })),
    { path: join(dossiers, ".dossier.new"), what: "a dossier that was never finished" },
    ...(existsSync(join(dossiers, "dossier"))
      ? [{ path: join(dossiers, ".dossier.old"), what: "a dossier that was replaced" }]
      : []),
  ];
  const found = candidates.filter(({ path }) => existsSync(path));
  return Promise.all(
    found.map(async ({ path, what }) => ({
      path: path.slice(out.length + 1).replaceAll("\\", "/"),
      what,
      bytes: await bytesOf(path),
    })),
  );
}

async function drafts(state: string): Promise<readonly string[]> {
  const names = await readdir(state).catch(() => []);
  return names.filter((name) => DRAFT.test(name)).map((name) => join(state, name));
}

/** Of a file, or of everything in a folder; links are not followed. */
async function bytesOf(path: string): Promise<number> {
  const stats = await lstat(path);
  if (!stats.isDirectory()) return stats.size;
  const sizes = await Promise.all((await readdir(path)).map((name) => bytesOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
