import { PLAN } from "../../errors/plan-errors.ts";
import type { Path } from "../plan-finding.ts";
import { present, type Rule, type RuleContext } from "./context.ts";

type Entry = Readonly<Record<string, unknown>>;
type List = readonly (Entry | undefined)[] | undefined;

/** Ids are unique within their list, upper and lower case being the same, since they name folders. */
export const idsAreUnique: Rule = (draft, context) => {
  const { council, agents, validators } = draft.participants ?? {};
  unique("job id", draft.jobs, "id", ["jobs"], context);
  unique("region id", draft.regions, "id", ["regions"], context);
  unique("region's operator", draft.regions, "operator", ["regions"], context);
  unique("layer id", draft.coordinationLayers, "id", ["coordinationLayers"], context);
  unique("layer", draft.layers, "id", ["layers"], context);
  unique("drill id", draft.drills, "id", ["drills"], context);
  unique("council member", council, "handle", ["participants", "council"], context);
  unique("agent", agents, "handle", ["participants", "agents"], context);
  unique("validator", validators, "handle", ["participants", "validators"], context);
};

function unique(what: string, list: List, field: string, path: Path, { report, lineOf }: RuleContext): void {
  const first = new Map<string, Path>();
  for (const [index, entry] of present(list)) {
    const id = entry[field];
    if (typeof id !== "string") continue;
    const place = [...path, index, field];
    const taken = first.get(id.toLowerCase());
    if (taken) report(PLAN.DUPLICATE_ID, { what, id, first: lineOf(taken) }, place);
    else first.set(id.toLowerCase(), place);
  }
}
