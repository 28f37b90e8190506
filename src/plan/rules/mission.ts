import { PLAN } from "../../errors/plan-errors.ts";
import { employerOf } from "../../model/cast.ts";
import { formatAmount } from "../../support/amount.ts";
import type { Draft } from "../check-shape.ts";
import { roleOf, settled } from "../mission.ts";
import { ownerAlone } from "../owner-alone.ts";
import type { PlanRole } from "../places.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import { MOST_COUNCILLORS } from "../schema.ts";
import { type Rule, values } from "./context.ts";

/** A value that plans must or may state, and that another plan of a mission settles. */
interface SettledValue {
  readonly path: Path;
  readonly whose: PlanRole;
  /** In which plans it counts for nothing. */
  readonly vain: readonly PlanRole[];
}

const SETTLED: readonly SettledValue[] = [
  ...[
    ["budget", "currency"],
    ...["owner", "ownerSafe", "pauseAuthority", "treasury"].map((office) => ["governance", office]),
  ].map((path): SettledValue => ({ path, whose: "shared", vain: ["national", "planetary"] })),
  ...["initialTemperature", "emergencyTemperature", "minimumTemperature", "maximumTemperature"].map(
    (name): SettledValue => ({
      path: ["governance", "thermostat", name],
      whose: "national",
      vain: ["shared", "planetary"],
    }),
  ),
  ...["contract", "timelock", "executionDelayDays"].map(
    (name): SettledValue => ({
      path: ["governance", "quadraticVoting", name],
      whose: "planetary",
      vain: ["shared"],
    }),
  ),
];

/** A value that another plan of the mission overrules is said, where that one is different. */
export const othersSettle: Rule = (draft, { role, terms, textAt, report }) => {
  const own = roleOf(role, draft);
  if (own === undefined || terms === undefined) return;
  const mission = settled(draft, terms);
  for (const { path, whose, vain } of SETTLED) {
    const [found, held] = [textAt(path), valueAt(mission, path)];
    if (!vain.includes(own) || found === "" || held === undefined) continue;
    if (written(valueAt(draft, path)) === written(held)) continue;
    report(PLAN.SETTLED_ELSEWHERE, { field: fieldName(path), found, held: written(held), whose }, path);
  }
  const path = ["participants", "metaOrchestrator", "handle"];
  const posting = terms.held.offices ? employerOf(mission.participants) : undefined;
  if (posting === undefined || textAt(path) === "" || valueAt(draft, path) === posting) return;
  const args = { field: fieldName(path), found: textAt(path), held: written(posting), whose: "shared" };
  report(PLAN.SETTLED_ELSEWHERE, args, path);
};

/** The registry takes the councils of all plans together. */
export const councilsFitTogether: Rule = ({ participants }, { role, terms, report }) => {
  // Its people are the first; a plan that comes later is the one that is too much.
  if (role === "national" || terms === undefined) return;
  const seats = (plans: readonly Draft["participants"][]) =>
    new Set(plans.flatMap((people) => values(people?.council).flatMap(({ handle }) => handle ?? []))).size;
  const members = seats([...terms.others, participants]);
  if (members <= MOST_COUNCILLORS || seats(terms.others) > MOST_COUNCILLORS) return;
  report(PLAN.COUNCILS_TOO_LARGE, { members, most: MOST_COUNCILLORS }, ["participants", "council"]);
};

/** Bounds that a plan leaves out follow from its temperatures. */
function valueAt(draft: Draft, path: Path): unknown {
  const { initialTemperature, emergencyTemperature } = draft.governance?.thermostat ?? {};
  const value = path.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
    draft,
  );
  if (value !== undefined) return value;
  const owner = draft.governance?.owner;
  if (path.at(-1) === "ownerSafe" && owner !== undefined) return ownerAlone(owner);
  if (path.at(-1) === "minimumTemperature" && initialTemperature !== undefined)
    return initialTemperature / 2n;
  if (path.at(-1) === "maximumTemperature" && emergencyTemperature !== undefined)
    return emergencyTemperature * 2n;
  return undefined;
}

/** As a plan writes it. */
function written(value: unknown): string {
  return JSON.stringify(typeof value === "bigint" ? formatAmount(value) : value);
}
