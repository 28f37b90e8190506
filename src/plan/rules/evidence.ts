import { PLAN } from "../../errors/plan.ts";
import type { LayerId, TransactingStage } from "../../model/plan.ts";
import { evidenceOf, rank, settlementStage, stageOfArtefact } from "../evidence.ts";
import { reasonAgainstPath } from "../safe-path.ts";
import type { Draft } from "../shape.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";

/** A shared plan binds a national layer; a coordination job's evidence exists before it is settled. */
export const evidenceComesFirst: Rule = (draft, context) => {
  const layers = draft.layers && new Set(values(draft.layers).flatMap(({ id }) => id ?? []));
  for (const [index, { id = "", evidence }] of present(draft.jobs)) {
    const path = ["jobs", index, "evidence"];
    if (layers) checkArtefacts(values(evidence), path, layers, context);
    else if (evidence) context.report(PLAN.UNUSED_EVIDENCE, { job: id }, path);
  }
  if (!layers) return;
  if (!layers.has("national")) context.report(PLAN.NO_NATIONAL_LAYER, {}, ["layers"]);
  checkOrder(draft, [...layers], context);
};

function checkArtefacts(
  evidence: readonly string[],
  place: readonly (string | number)[],
  layers: ReadonlySet<LayerId>,
  { report }: RuleContext,
): void {
  evidence.forEach((path, position) => {
    if (reasonAgainstPath(path)) return;
    const stage = stageOfArtefact(path);
    const needsPlanetary = path.startsWith("reports/asi-global/") && !layers.has("planetary");
    const reason = stage === null ? "is left by no stage" : needsPlanetary ? "needs a planetary layer" : null;
    if (reason) report(PLAN.UNKNOWN_EVIDENCE, { path, reason }, [...place, position]);
  });
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
