import { stat } from "node:fs/promises";
import { OmniError } from "../errors/error.ts";
import { LOCK } from "../errors/lock-errors.ts";
import type { ArtefactPath, FileDigest } from "../model/artefact.ts";
import type { LockDifference, LockedFile, LockedStage, MissionLock } from "../model/mission-lock.ts";
import { firstPlace, outlineOf } from "../support/outline.ts";
import { byCodeUnit } from "../support/paths.ts";
import { isInput } from "../support/payload.ts";
import { digest, list, nullable, oneOf, optional, parseExact, path, record, text } from "../support/shape.ts";
import { readIfThere } from "../system/files.ts";
import { BAG_INFO, makerIn, rootOfPayload, STATE_DIFFERENCES, withinPayload } from "./bag.ts";
import { gatherEvidence, LIMITS, type ReadFile } from "./gather-evidence.ts";
import { payloadOrder } from "./payload-order.ts";

/** What a lock is called, beside its plan. */
export const LOCK_FILE = "omnisovereign.lock";

/** What a dossier holds, in the order of a lock. */
export interface Recorded {
  readonly lock: MissionLock;
  /** By path relative to `data/`. */
  readonly texts: ReadonlyMap<ArtefactPath, string>;
}

/** Files of no stage: what the last step derives of all of them, and the journal. */
const DERIVED = "dossier";

const MISSION_LOCK = record<MissionLock>({
  format: oneOf("omnisovereign-lock/1"),
  root: digest,
  madeBy: nullable(record({ version: text, code: digest })),
  plans: list(record<FileDigest>({ path, sha256: digest })),
  stages: list(
    record<LockedStage>({
      id: text,
      outputs: list(record<LockedFile>({ path, sha256: digest, outline: text })),
    }),
  ),
  stateDifferences: optional(digest),
});

/** Far more than the lock of the largest plan has; what is longer, or has no end, is not read at all. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * @param file absolute; attacker-controlled
 * @returns `null` if there is none
 * @throws OMNI4202 if it is no lock
 */
export async function readLock(file: string): Promise<MissionLock | null> {
  const unreadable = await whyUnreadable(file);
  if (unreadable !== null) throw new OmniError(LOCK.INVALID, { lock: file, problem: unreadable });
  const written = await readIfThere(file);
  if (written === null) return null;
  const parsed = parseExact<MissionLock>(written, MISSION_LOCK);
  if (parsed.ok) return parsed.value;
  throw new OmniError(LOCK.INVALID, { lock: file, problem: parsed.problem });
}

async function whyUnreadable(file: string): Promise<string | null> {
  const stats = await stat(file).catch(() => null);
  if (stats === null) return null;
  if (!stats.isFile()) return "is no regular file";
  return stats.size > MOST_BYTES ? `has ${stats.size} bytes, and no lock has more than ${MOST_BYTES}` : null;
}

/** @param dossier a folder whose bag is intact */
export function recordOf(dossier: string): Recorded {
  const evidence = gatherEvidence(dossier, () => () => LIMITS.textBytes);
  const order = payloadOrder([evidence]);
  const files = [...evidence.files.values()]
    .flatMap((file) => {
      const inside = withinPayload(file.path);
      return inside === undefined ? [] : [{ ...file, path: inside }];
    })
    .toSorted((a, b) => order.rank(a.path) - order.rank(b.path) || byCodeUnit(a.path, b.path));
  const plans = files.filter(({ path }) => isInput(path));
  const others = files.filter(({ path }) => !isInput(path));
  const stageOf = (path: ArtefactPath) => order.stage(path) ?? DERIVED;
  const state = evidence.files.get(STATE_DIFFERENCES.document)?.sha256;
  return {
    lock: {
      format: "omnisovereign-lock/1",
      root: rootOfPayload(files),
      madeBy: makerIn(evidence.files.get(BAG_INFO)?.text ?? ""),
      plans: plans.map(({ path, sha256 }) => ({ path, sha256 })),
      stages: [...new Set(others.map(({ path }) => stageOf(path)))].map((id) => ({
        id,
        outputs: others.filter(({ path }) => stageOf(path) === id).map(locked),
      })),
      ...(state && { stateDifferences: state }),
    },
    texts: new Map(files.map(({ path, text }) => [path, text ?? ""])),
  };
}

function locked({ path, sha256, text }: ReadFile): LockedFile {
  return { path, sha256, outline: outlineOf(path, text ?? "") };
}

/** @returns in what the recording differs, in running order: the first entry is what differs first */
export function differencesFrom(expected: MissionLock, { lock, texts }: Recorded): readonly LockDifference[] {
  const known = filesOf(expected);
  const found = filesOf(lock);
  const differing = [...new Set([...found.keys(), ...known.keys()])].filter(
    (path) => known.get(path)?.file.sha256 !== found.get(path)?.file.sha256,
  );
  const stages = [...new Set([...expected.stages, ...lock.stages].map(({ id }) => id))];
  const stageOf = (path: ArtefactPath) => (found.get(path) ?? known.get(path))?.stage ?? DERIVED;
  const files = differing
    .toSorted((a, b) => rankOf(stages, stageOf(a)) - rankOf(stages, stageOf(b)))
    .map((path) => {
      const [before, now] = [known.get(path), found.get(path)];
      const change = before === undefined ? "new" : now === undefined ? "missing" : "changed";
      const place = before && now ? firstPlace(before.file.outline, path, texts.get(path) ?? "") : null;
      return { stage: stageOf(path), path, change, place } as const;
    });
  return [...files, ...stateDifference(expected, lock)];
}

/** Of a dossier whose state nobody has told yet nothing can be said. */
function stateDifference(expected: MissionLock, found: MissionLock): LockDifference[] {
  const [before, now] = [expected.stateDifferences, found.stateDifferences];
  if (before === undefined || now === undefined || before === now) return [];
  return [{ stage: DERIVED, path: STATE_DIFFERENCES.document, change: "changed", place: null }];
}

/** What no stage left comes last. */
function rankOf(stages: readonly string[], stage: string): number {
  return stage === DERIVED ? stages.length : stages.indexOf(stage);
}

function filesOf({
  stages,
}: MissionLock): ReadonlyMap<ArtefactPath, { readonly file: LockedFile; readonly stage: string }> {
  return new Map(
    stages.flatMap(({ id, outputs }) => outputs.map((file) => [file.path, { file, stage: id }])),
  );
}

/** @returns the first plan, or file beside it, that is another than the lock's, if one is; `null` for the digest of what is not there */
export function otherPlan(
  { plans }: Pick<MissionLock, "plans">,
  given: readonly { readonly path: string; readonly sha256: string }[],
): { readonly path: string; readonly expected: string | null; readonly found: string | null } | null {
  const known = new Map<string, string>(plans.map(({ path, sha256 }) => [path, sha256]));
  const found = new Map(given.map(({ path, sha256 }) => [path, sha256]));
  const path = [...new Set([...known.keys(), ...found.keys()])].find(
    (each) => known.get(each) !== found.get(each),
  );
  if (path === undefined) return null;
  return { path, expected: known.get(path) ?? null, found: found.get(path) ?? null };
}
