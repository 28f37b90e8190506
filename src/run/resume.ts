import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDamagedLog } from "../chain/journal/wal.ts";
import { thisCode } from "../dossier/code.ts";
import { makerOfManifest } from "../dossier/made-by.ts";
import { manifestPath, parseStageManifest } from "../dossier/stage-manifest.ts";
import type { FileDigest } from "../model/artefact.ts";
import type { Maker } from "../model/dossier.ts";
import type { PlanFile } from "../model/loaded-project.ts";
import type { StageManifest } from "../model/manifest.ts";
import type { StepId } from "../model/stage.ts";
import { errorLine } from "../system/error-text.ts";
import { readIfThere, sha256 } from "../system/files.ts";
import { CATALOGUE, type RunPaths, type Step } from "./catalogue.ts";
import { readStanding, type Standing } from "./standing.ts";

/** What a mission reads that no script leaves. */
type PlanFiles = Readonly<Record<"files" | "deliverables", readonly PlanDigest[]>>;
type PlanDigest = Pick<PlanFile, "path" | "sha256">;

/**
 * How the folder stands in which a run is to go on.
 *
 * @param out absolute
 * @param note hears why nothing of a damaged log can be gone on with; it is archived, and the run begins anew
 */
export async function standingToResume(out: string, note: (line: string) => void): Promise<Standing> {
  try {
    return await readStanding(out);
  } catch (error) {
    if (!isDamagedLog(error)) throw error;
    note(errorLine(error));
    const due = CATALOGUE.map(({ id }) => id);
    return { out, verdict: "interrupted", owner: null, done: [], due, blocks: 0, lastRun: null };
  }
}

/** The plan and the readings that were typed, or else those of the run that is gone on with. */
export function pathsToResume(
  { lastRun }: Pick<Standing, "lastRun">,
  typed: { readonly plan?: string },
  asked: RunPaths,
  { OMNISOVEREIGN_PLAN }: NodeJS.ProcessEnv = process.env,
): RunPaths {
  const readings = asked.readings ?? lastRun?.readings;
  return {
    ...asked,
    plan: typed.plan ?? (OMNISOVEREIGN_PLAN || lastRun?.plan || asked.plan),
    ...(readings === undefined ? {} : { readings }),
  };
}

/**
 * What is left to do: all from the first step on that is not done, or that was done of another plan or by other code, or of
 * whose files one is no longer what it left. Where nothing is left, the dossier is built once more.
 *
 * @param project as its files are now
 */
export async function stepsToResume(
  { out, done }: Pick<Standing, "out" | "done">,
  project: PlanFiles,
): Promise<readonly Step[]> {
  let first = 0;
  while (first < CATALOGUE.length - 1) {
    const step = CATALOGUE[first];
    if (step === undefined || !done.includes(step.id) || !(await stands(step, out, project))) break;
    if ((await doneByOthers(out, [step])) !== null) break;
    first += 1;
  }
  return CATALOGUE.slice(first);
}

/** The first of some steps that other code has done. */
export interface DoneByOthers {
  readonly step: StepId;
  /** `null` if nobody noted it. */
  readonly madeBy: Maker | null;
}

/** @returns `null` if other code has left nothing */
export async function doneByOthers(out: string, steps: readonly Step[]): Promise<DoneByOthers | null> {
  for (const { id, scripts } of steps) {
    for (const { name } of scripts) {
      const madeBy = await makerOfManifest(out, manifestPath(name));
      if (madeBy !== undefined && madeBy?.code !== thisCode().code) return { step: id, madeBy };
    }
  }
  return null;
}

async function stands({ scripts }: Step, out: string, project: PlanFiles): Promise<boolean> {
  for (const { name } of scripts) {
    const at = manifestPath(name);
    const parsed = parseStageManifest((await readIfThere(join(out, at))) ?? "", at);
    if (!parsed.ok || !readThese(parsed.value, project)) return false;
    const untouched = await Promise.all(parsed.value.outputs.map((file) => isUntouched(out, file)));
    if (untouched.includes(false)) return false;
  }
  return true;
}

/** Every script reads all plans; what jobs hand in, only those that their layer concerns. */
function readThese({ inputs }: StageManifest, { files, deliverables }: PlanFiles): boolean {
  const now = new Map([...files, ...deliverables].map(({ path, sha256: digest }) => [path, digest]));
  const read = inputs.filter(({ path }) => path.startsWith("plans/"));
  const known = new Set<string>(read.map(({ path }) => path));
  return (
    files.every(({ path }) => known.has(path)) &&
    read.every(({ path, sha256: digest }) => now.get(path) === digest)
  );
}

async function isUntouched(out: string, { path, sha256: digest }: FileDigest): Promise<boolean> {
  const stats = await lstat(join(out, path)).catch(() => undefined);
  return stats?.isFile() === true && sha256(await readFile(join(out, path))) === digest;
}
