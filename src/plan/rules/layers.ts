import { PLAN } from "../../errors/plan-errors.ts";
import { GLOBAL } from "../../model/regions.ts";
import type { Draft } from "../check-shape.ts";
import { isRegional } from "../layers.ts";
import { present, type Rule, type RuleContext, values } from "./context.ts";

/** The nation runs before the regions, so that none of its jobs can wait for one of theirs. */
const nationRunsFirst: Rule = (draft, context) => {
  if (!isItsOwnPlanet(draft)) return;
  const regionOf = new Map(values(draft.jobs).map(({ id, region }) => [id, region]));
  for (const [index, { id = "", region, dependencies }] of present(draft.jobs)) {
    if (isRegional({ region })) continue;
    for (const [position, dependency] of present(dependencies)) {
      const later = regionOf.get(dependency);
      if (later === undefined) continue;
      const args = { job: id, dependency, region: later };
      context.report(PLAN.NATION_BEFORE_REGIONS, args, ["jobs", index, "dependencies", position]);
    }
  }
};

/** Says which part of a plan that is both layers has nothing to do, and who sets budgets without a council. */
const layersHaveWork: Rule = (draft, { report, isComplete }) => {
  if (!isComplete || !isItsOwnPlanet(draft)) return;
  const regional = values(draft.jobs).filter(isRegional);
  if (regional.length === 0) {
    report(PLAN.NO_REGIONAL_JOB, { regions: values(draft.regions).length }, ["regions"]);
    return;
  }
  if (values(draft.participants?.council).length === 0) report(PLAN.NO_COUNCIL, {}, ["participants"]);
  reportIdleRegions(draft, new Set(regional.map(({ region }) => region)), report);
};

function reportIdleRegions(
  draft: Draft,
  busy: ReadonlySet<string | undefined>,
  report: RuleContext["report"],
): void {
  const known = new Set(values(draft.regions).map(({ id }) => id));
  const others = new Set([GLOBAL, ...values(draft.coordinationLayers).map(({ id }) => id)]);
  // A job of an unknown region may be meant for one of these.
  if ([...busy].some((region) => !known.has(region) && !others.has(region))) return;
  for (const [index, { id }] of present(draft.regions)) {
    if (id !== undefined && !busy.has(id)) report(PLAN.IDLE_REGION, { region: id }, ["regions", index, "id"]);
  }
}

/** Nobody may take or judge a job of their own. */
const orchestratorOnlyOrders: Rule = ({ participants }, { report, terms }) => {
  const handle = participants?.metaOrchestrator?.handle;
  if (handle === undefined) return;
  const working = [participants, ...(terms?.others ?? [])].flatMap((people) => [
    ...values<{ readonly handle?: string | undefined }>(people?.agents),
    ...values(people?.validators),
  ]);
  if (working.some((worker) => worker.handle === handle)) {
    report(PLAN.WORKING_ORCHESTRATOR, { handle }, ["participants", "metaOrchestrator", "handle"]);
  }
};

function isItsOwnPlanet({ layers, regions }: Draft): boolean {
  return layers === undefined && present(regions).length > 0;
}

/** Rules for a plan that stands for itself or governs; a plan that is bound as a layer has the shared plan's order. */
export const LAYER_RULES: readonly Rule[] = [nationRunsFirst, layersHaveWork, orchestratorOnlyOrders];
