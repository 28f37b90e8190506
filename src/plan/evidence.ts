import type { LayerId, TransactingStage } from "../model/plan.ts";

/** In the order of a run. */
const TRANSACTING_STAGES = [
  "takeoff",
  "global",
  "owner",
  "thermodynamics",
] as const satisfies readonly TransactingStage[];

const NATIONAL = "reports/localhost/asi-takeoff";
const PLANETARY = "reports/asi-global";

/** Receipts that stand for a whole layer when a coordination job names no evidence. */
const RECEIPTS: Readonly<Record<LayerId, readonly string[]>> = {
  national: ["deploy", "mission", "stake", "governance", "disputes"].map(
    (name) => `${NATIONAL}/receipts/${name}.json`,
  ),
  planetary: ["deploy", "mission", "governance", "treasury", "rewards"].map(
    (name) => `${PLANETARY}/receipts/${name}.json`,
  ),
};

/** The first transacting stage by whose end a file exists. Kits are made between global and owner. */
const LEFT_BY: readonly (readonly [RegExp, TransactingStage])[] = [
  [/^reports\/localhost\/asi-takeoff\/(receipts\/.+|asi-takeoff-report\.md)$/, "takeoff"],
  [/^reports\/asi-global\/(receipts\/.+|asi-global-report\.md|thermodynamics\.json)$/, "global"],
  [/^reports\/(localhost\/asi-takeoff|asi-global)\/governance-kit\.(json|md)$/, "owner"],
  [/^reports\/localhost\/asi-takeoff\/(owner\.mmd|owner\/.+)$/, "owner"],
  [/^reports\/localhost\/asi-takeoff\/thermodynamics(\.(json|md)|\/.+)$/, "thermodynamics"],
];

/** @returns sorted paths without repetition */
export function evidenceOf(stated: readonly string[] | undefined, layers: readonly LayerId[]): string[] {
  const paths = stated ?? layers.flatMap((layer) => RECEIPTS[layer]);
  return [...new Set(paths)].sort();
}

/** @returns the transacting stage by whose end the artefact exists, or null when no stage leaves it */
export function stageOfArtefact(path: string): TransactingStage | null {
  return LEFT_BY.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** @returns the first transacting stage by whose end all of it exists; artefacts of no stage are passed over */
export function settlementStage(evidence: readonly string[]): TransactingStage {
  const last = Math.max(0, ...evidence.map((path) => rank(stageOfArtefact(path) ?? "takeoff")));
  return TRANSACTING_STAGES[last] ?? "takeoff";
}

/** @returns the stage's place in a run, from 0 */
export function rank(stage: TransactingStage): number {
  return TRANSACTING_STAGES.indexOf(stage);
}
