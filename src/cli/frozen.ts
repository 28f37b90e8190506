import { join } from "node:path";
import { thisCode } from "../dossier/code.ts";
import { differencesFrom, otherPlan, readLock, recordOf } from "../dossier/locking.ts";
import { OmniError } from "../errors/error.ts";
import { LOCK } from "../errors/lock-errors.ts";
import { PATHS } from "../model/layout.ts";
import type { Project } from "../model/loaded-project.ts";
import type { LockDifference, MissionLock } from "../model/mission-lock.ts";
import { errorLine } from "../system/error-text.ts";
import type { Chosen } from "../system/typable.ts";
import { makerText } from "../verify/verdict.ts";
import { lockFileOf } from "./lock-file.ts";
import { fromHere } from "./run-again.ts";

const NOTHING = "nothing";

/**
 * The lock that a run must keep to, looked at before anything starts.
 *
 * @throws OMNI4201 if there is none, OMNI4202 if it is none, OMNI4203 if it is of other plans
 */
export async function lockToKeep(
  plan: string,
  { files, deliverables }: Pick<Project, "files" | "deliverables">,
): Promise<MissionLock> {
  const file = await lockFileOf(plan);
  const lock = await readLock(file);
  if (lock === null) throw new OmniError(LOCK.MISSING, { lock: fromHere(file), plan });
  const other = otherPlan(lock, [...files, ...deliverables]);
  if (other === null) return lock;
  const { path, expected, found } = other;
  throw new OmniError(LOCK.OTHER_PLANS, {
    ...{ lock: fromHere(file), path },
    ...{ expected: expected ?? NOTHING, found: found ?? NOTHING },
  });
}

/** What a run came to that was to keep to a lock. */
export interface Frozen {
  /** What differs, first thing first. */
  readonly differences: readonly LockDifference[];
  /** OMNI4204 if anything does. */
  readonly error: OmniError | null;
  /** Says so if other code made what was locked; by itself that is no failure. */
  readonly otherCode: string | null;
}

/** Holds the dossier that a run has built against a lock. */
export function keptTo(lock: MissionLock, out: string): Frozen {
  const differences = differencesFrom(lock, recordOf(join(out, PATHS.dossier)));
  const [first] = differences;
  const error = first && new OmniError(LOCK.OUTPUT_DIFFERS, { ...first, files: differences.length });
  return { differences, error: error ?? null, otherCode: otherCodeLine(lock) };
}

/** For people, below what the run came to. */
export function frozenLines({ error, otherCode }: Frozen, chosen: Chosen): readonly string[] {
  return [
    ...(otherCode === null ? [] : [`lock     ${otherCode}`]),
    error === null ? "lock     every output is the locked one" : errorLine(error, chosen),
  ];
}

/** For programs, over what the run came to. */
export function frozenJson({ differences, error, otherCode }: Frozen): object {
  return {
    ...(error === null
      ? {}
      : { error: { code: error.code, message: error.message, mend: error.mend }, exitCode: error.exit }),
    frozen: { equal: error === null, otherCode, differences },
  };
}

function otherCodeLine({ madeBy }: Pick<MissionLock, "madeBy">): string | null {
  const own = thisCode();
  return madeBy?.code === own.code ? null : `made by ${makerText(madeBy)}, and this is ${makerText(own)}`;
}
