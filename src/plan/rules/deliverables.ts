import { basename, dirname } from "node:path/posix";
import { PLAN } from "../../errors/plan-errors.ts";
import { pathProblem } from "../../support/paths.ts";
import type { Draft } from "../check-shape.ts";
import { PLAN_PLACES } from "../places.ts";
import { reasonAgainstPath } from "../safe-path.ts";
import { present, type Rule, type RuleContext } from "./context.ts";

/** What a job hands in lies beside the plan, and has room in a dossier. */
export const deliverablesAreThere: Rule = (draft, context) => {
  const spelled = new Map<string, string>();
  for (const [index, { id = "", deliverable }] of present(draft.jobs)) {
    if (deliverable === undefined || reasonAgainstPath(deliverable) !== null) continue;
    const place = ["jobs", index, "deliverable"];
    const known = spelled.get(deliverable.toLowerCase());
    const problem =
      reasonAgainst(deliverable, draft, context) ??
      (known !== undefined && known !== deliverable
        ? `differs from "${known}" only in the case of letters`
        : null);
    if (problem !== null)
      context.report(PLAN.DELIVERABLE_REFUSED, { job: id, path: deliverable, problem }, place);
    spelled.set(deliverable.toLowerCase(), deliverable);
  }
};

function reasonAgainst(path: string, { layers }: Draft, { role, deliverables }: RuleContext): string | null {
  if (layers !== undefined) return "is of a job whose result is the digest of its evidence";
  const plan = PLAN_PLACES[role ?? "national"];
  const problem = pathProblem(`data/${dirname(plan)}/${path}`);
  if (problem !== undefined) return problem;
  if (path.toLowerCase().split("/")[0] === basename(plan))
    return "lies where a dossier holds the plan itself";
  const file = deliverables?.get(path);
  return file?.kind === "refused" ? file.problem : null;
}
