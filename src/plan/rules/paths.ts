import { PLAN } from "../../errors/plan-errors.ts";
import type { Draft } from "../check-shape.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import { reasonAgainstPath } from "../safe-path.ts";
import { entries, present, type Rule, type RuleContext } from "./context.ts";

/** Paths stay inside the project; only the plans of layers lie wherever they lie. */
export const pathsStayInside: Rule = (draft, context) => {
  for (const [path, place] of ownPaths(draft)) checkPath(path, place, context);
  for (const [path, place] of sources(draft)) {
    if (/^https?:\/\//.test(path)) {
      context.report(PLAN.OUTSIDE_SOURCE, { field: fieldName(place), address: path }, place);
    } else checkPath(path, place, context);
  }
};

type Placed = readonly [path: string, place: Path];

function checkPath(path: string, place: Path, { report }: RuleContext): void {
  const reason = reasonAgainstPath(path);
  if (reason) report(PLAN.UNSAFE_PATH, { field: fieldName(place), path, reason }, place);
}

/** Paths within a mission's reports, and beside the plan. */
function* ownPaths(draft: Draft): Generator<Placed> {
  for (const [index, { evidence, deliverable }] of present(draft.jobs)) {
    yield* placed(evidence, ["jobs", index, "evidence"]);
    if (deliverable !== undefined) yield [deliverable, ["jobs", index, "deliverable"]];
  }
}

/** Paths that are shown. */
function* sources(draft: Draft): Generator<Placed> {
  for (const [index, { dataSources }] of present(draft.coordinationLayers)) {
    yield* placed(dataSources, ["coordinationLayers", index, "dataSources"]);
  }
  for (const [name, artifact] of entries(draft.reporting?.artifacts)) {
    const place = ["reporting", "artifacts", name];
    if (typeof artifact === "string") yield [artifact, place];
    else yield* placed(artifact, place);
  }
  yield* placed(draft.reporting?.dashboards, ["reporting", "dashboards"]);
}

function* placed(list: readonly (string | undefined)[] | undefined, place: Path): Generator<Placed> {
  for (const [index, path] of present(list)) yield [path, [...place, index]];
}
