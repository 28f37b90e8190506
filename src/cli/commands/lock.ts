import { dirname, join, resolve } from "node:path";
import { scanJournal } from "../../chain/journal/journal-reader.ts";
import { differencesFrom, otherPlan, readLock, recordOf } from "../../dossier/locking.ts";
import { EXIT, OmniError } from "../../errors/error.ts";
import { LOCK } from "../../errors/lock-errors.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import { PATHS } from "../../model/layout.ts";
import type { MissionLock } from "../../model/mission-lock.ts";
import { loadProject } from "../../plan/project.ts";
import type { RunPaths } from "../../run/catalogue.ts";
import { runPaths } from "../../run/locations.ts";
import { toJson } from "../../support/json.ts";
import { readDotenv } from "../../system/dotenv.ts";
import { toOmniError } from "../../system/error-text.ts";
import { writeWhole } from "../../system/files.ts";
import { requireOutFolder } from "../../system/out-folder.ts";
import { omnisovereign } from "../../system/typable.ts";
import { inLog } from "../../system/workflow-log.ts";
import { verifyBag } from "../../verify/verify-bag.ts";
import { lockFileOf } from "../lock-file.ts";
import { formatLock, type LockReport } from "../lock-report.ts";
import { loadOptions } from "../project-folder.ts";
import { tell } from "../refusal.ts";
import { chosenBy, fromHere } from "../run-again.ts";

export interface LockOptions {
  readonly plan?: string;
  readonly out?: string;
  readonly readings?: string;
  readonly update?: boolean;
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** `omnisovereign lock`: exits with 1 if a lock is there, differs, and stays as it is. */
export async function lock(options: LockOptions): Promise<number> {
  readDotenv(process.cwd());
  const paths = runPaths(options, process.env);
  const chosen = chosenBy(paths);
  try {
    const report = await compareWithLast(paths, options.update ?? false);
    const update = report.written ? null : omnisovereign("lock --update", chosen);
    process.stdout.write(options.json ? toJson(report) : inLog(formatLock(report, update)));
    return report.written || report.differences.length === 0 ? EXIT.done : EXIT.failed;
  } catch (thrown) {
    return tell(toOmniError(thrown), { ...options, chosen });
  }
}

/** Holds the lock against the last run's dossier, and writes it if there is none, or if that is asked for. */
async function compareWithLast(paths: RunPaths, update: boolean): Promise<LockReport> {
  const dossier = join(resolve(paths.out), PATHS.dossier);
  await requireDossierOf(paths, dossier);
  const file = await lockFileOf(paths.plan);
  requireOutFolder(dirname(file));
  const recorded = recordOf(dossier);
  const known = await readKnown(file, update);
  const written = known === null || update;
  if (written) await writeWhole(file, toJson(recorded.lock));
  return {
    format: "omnisovereign-lock-report/1",
    lock: fromHere(file),
    written,
    root: recorded.lock.root,
    rootBefore: known?.root ?? null,
    madeBy: recorded.lock.madeBy,
    madeByBefore: known?.madeBy ?? null,
    differences: known === null ? [] : differencesFrom(known, recorded),
    stateDifferences: recorded.lock.stateDifferences ?? null,
  };
}

/** @throws OMNI2004 if the plan is invalid, OMNI4206 if the dossier is not intact, OMNI4205 if it is of other plans */
async function requireDossierOf({ plan, readings }: RunPaths, dossier: string): Promise<void> {
  const loaded = await loadProject(plan, { ...loadOptions(), readings });
  if (!loaded.ok) throw new OmniError(STAGE.PLAN_INVALID, { plan, issues: loaded.issues.length });
  const { verdict, findings } = await verifyBag(dossier, { scanJournal });
  const shown = fromHere(dossier);
  if (verdict !== "intact")
    throw new OmniError(LOCK.NOT_INTACT, { dossier: shown, findings: findings.length });
  const { files, deliverables } = loaded.project;
  const other = otherPlan(recordOf(dossier).lock, [...files, ...deliverables]);
  if (other !== null) throw new OmniError(LOCK.STALE_DOSSIER, { dossier: shown, path: other.path });
}

/** One that is damaged is written anew where that is asked for. */
async function readKnown(file: string, update: boolean): Promise<MissionLock | null> {
  try {
    return await readLock(file);
  } catch (error) {
    if (update && error instanceof OmniError) return null;
    throw error;
  }
}
