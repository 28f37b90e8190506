import { PLAN } from "../../errors/plan-errors.ts";
import { FOLDERS, inReports } from "../../model/layout.ts";
import type { LayerId, TransactingStage } from "../../model/plan.ts";
import type { Draft } from "../check-shape.ts";
import { evidenceOf, rank, settlementStage, stageOfArtefact } from "../evidence.ts";
import { reasonAgainstPath } from "../safe-path.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";

/** A shared plan binds a national layer; a coordination job's evidence exists before it is settled. */
export const evidenceComesFirst: Rule = (draft, context) => {
  const layers = draft.layers && new Set(values(draft.layers).flatMap(({ id }) => id ?? []));
  let allKnown = true;
  for (const [index, { id = "", evidence }] of present(draft.jobs)) {
    const path = ["jobs", index, "evidence"];
    if (layers) allKnown = checkArtefacts(values(evidence), path, layers, context) && allKnown;
    else if (evidence) context.report(PLAN.UNUSED_EVIDENCE, { job: id }, path);
  }
  if (!layers) return;
  if (!layers.has("national")) context.report(PLAN.NO_NATIONAL_LAYER, {}, ["layers"]);
  if (allKnown) checkOrder(draft, [...layers], context);
};

/** @returns whether each artefact is one that a stage of this mission leaves */
function checkArtefacts(
  evidence: readonly string[],
  place: readonly (string | number)[],
  layers: ReadonlySet<LayerId>,
  { report }: RuleContext,
): boolean {
  const reasons = evidence.map((path) => reasonAgainstArtefact(path, layers));
  reasons.forEach((reason, position) => {
    const path = evidence[position] ?? "";
    if (reason) report(PLAN.UNKNOWN_EVIDENCE, { path, reason }, [...place, position]);
  });
  return reasons.every((reason) => reason === null);
}

function reasonAgainstArtefact(path: string, layers: ReadonlySet<LayerId>): string | null {
  if (reasonAgainstPath(path)) return null;
  if (stageOfArtefact(path) === null) return "is left by no stage";
  return path.startsWith(inReports(`${FOLDERS.planetary}/`)) && !layers.has("planetary")
    ? "needs a planetary layer"
    : null;
}

function checkOrder(draft: Draft, layers: readonly LayerId[], { report }: RuleContext): void {
  const stages = new Map<string, TransactingStage>();
  for (const { id, evidence } of values(draft.jobs)) {
    if (id !== undefined) stages.set(id, settlementStage(evidenceOf(evidence && values(evidence), layers)));
  }
  for (const [index, { id = "", dependencies }] of present(draft.jobs)) {
    const stage = stages.get(id);
    for (const [position, dependency] of present(dependencies)) {
      const later = stages.get(dependency);
      if (!stage || !later || rank(later) <= rank(stage)) continue;
      const args = { job: id, stage, dependency, later };
      report(PLAN.EVIDENCE_TOO_LATE, args, ["jobs", index, "dependencies", position]);
    }
  }
}
