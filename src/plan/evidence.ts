import { artefactAt, inReports, settledBy } from "../model/layout.ts";
import type { LayerId, TransactingStage } from "../model/plan.ts";
import { type ReceiptId, receiptPath } from "../model/receipts.ts";

/** In the order of a run. */
const TRANSACTING_STAGES = [
  "takeoff",
  "global",
  "owner",
  "thermodynamics",
] as const satisfies readonly TransactingStage[];

/** Receipts that stand for a whole layer when a coordination job names no evidence. */
const RECEIPTS: Readonly<Record<LayerId, readonly string[]>> = {
  national: lying("national-deploy", "national-mission", "stake", "national-governance", "disputes"),
  planetary: lying("planetary-deploy", "planetary-mission", "planetary-governance", "treasury", "rewards"),
};

function lying(...ids: readonly ReceiptId[]): string[] {
  return ids.map((id) => inReports(receiptPath(id)));
}

/** @returns sorted paths without repetition */
export function evidenceOf(stated: readonly string[] | undefined, layers: readonly LayerId[]): string[] {
  const paths = stated ?? layers.flatMap((layer) => RECEIPTS[layer]);
  return [...new Set(paths)].sort();
}

/** @returns the transacting stage by whose end the artefact exists, or null when no stage leaves it */
export function stageOfArtefact(path: string): TransactingStage | null {
  const artefact = path.startsWith(inReports("")) ? artefactAt(path.slice(inReports("").length)) : undefined;
  return artefact?.evidence ? settledBy(artefact) : null;
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
