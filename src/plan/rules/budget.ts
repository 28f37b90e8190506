import { PLAN } from "../../errors/plan-errors.ts";
import { GLOBAL } from "../../model/regions.ts";
import { formatAmount } from "../../support/amount.ts";
import type { Draft } from "../check-shape.ts";
import { regionsByName } from "../places.ts";
import { entries, type Rule, values } from "./context.ts";

/** Rewards and allocations stay within the total. */
export const sumsStayInBudget: Rule = (draft, { report }) => {
  const total = draft.budget?.total;
  if (total === undefined) return;
  const check = (amounts: readonly bigint[], descriptor: typeof PLAN.REWARDS_OVER_BUDGET) => {
    const sum = add(amounts);
    if (sum <= total) return;
    const args = { sum: formatAmount(sum), total: formatAmount(total), excess: formatAmount(sum - total) };
    report(descriptor, args, ["budget", "total"]);
  };
  check(values(values(draft.jobs).map(({ reward }) => reward)), PLAN.REWARDS_OVER_BUDGET);
  check(
    entries(draft.budget?.allocations).map(([, amount]) => amount),
    PLAN.ALLOCATIONS_OVER_BUDGET,
  );
};

/** The jobs of a region, coordination layer or city stay within its allocation, if it has one. */
export const jobsStayInAllocations: Rule = (draft, { report }) => {
  const names = placeNames(draft);
  const spent = spentByPlace(draft);
  for (const [key, allocation] of entries(draft.budget?.allocations)) {
    const path = ["budget", "allocations", key];
    const place = names.get(key.toLowerCase());
    const sum = spent.get(place ?? "") ?? 0n;
    if (place === undefined) report(PLAN.UNMATCHED_ALLOCATION, { key }, path, { atKey: true });
    else if (sum > allocation) {
      const args = { key, sum: formatAmount(sum), allocation: formatAmount(allocation) };
      report(PLAN.JOBS_OVER_ALLOCATION, args, path);
    }
  }
};

/** Each name in lower case → the place's key in `spentByPlace`. */
function placeNames(draft: Draft): Map<string, string> {
  const names = new Map([[GLOBAL.toLowerCase(), GLOBAL]]);
  for (const { city } of values(draft.jobs)) if (city) names.set(city.toLowerCase(), city.toLowerCase());
  for (const { id } of values(draft.coordinationLayers)) if (id) names.set(id.toLowerCase(), id);
  for (const [name, id] of regionsByName(values(draft.regions))) names.set(name, id);
  return names;
}

function spentByPlace(draft: Draft): Map<string, bigint> {
  const spent = new Map<string, bigint>();
  for (const { region, city, reward = 0n } of values(draft.jobs)) {
    for (const place of new Set(values([region, city?.toLowerCase()]))) {
      spent.set(place, (spent.get(place) ?? 0n) + reward);
    }
  }
  return spent;
}

function add(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
