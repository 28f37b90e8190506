import { min } from "../../economics/fixed-point.ts";
import type { BudgetRequest, RegionBudget } from "../../model/layer-run.ts";
import type { LayeredProject } from "../../model/loaded-project.ts";
import type { AddressBook } from "../address-book.ts";
import { executorName } from "../planetary-settings.ts";
import { potsOf } from "./pots.ts";
import { regionNeeds } from "./region-needs.ts";

/**
 * What each region asks for: its allocation, or what its jobs cost, with the bonds that are set aside for them, at the
 * nation's terms, where the plan allocates less or nothing.
 */
export function requestsOf(book: AddressBook, project: LayeredProject): BudgetRequest[] {
  const { allocations } = project.planetary.budget;
  return regionNeeds(project).map(({ region, costWei, bondsWei, terms }) => {
    const neededWei = costWei + bondsWei;
    const allocatedWei =
      allocations.find(({ key, region: own }) => (own ?? key) === region)?.amountWei ?? null;
    const askedWei = allocatedWei !== null && allocatedWei > neededWei ? allocatedWei : neededWei;
    return {
      region,
      executor: book.get(executorName(region)).address,
      neededWei,
      askedWei,
      allocatedWei,
      terms,
    };
  });
}

/**
 * What each region may spend: its part of the pot that the council divides, or what it asks for where there is no council
 * and the owner approves. The treasury pays what was asked for, and no more than is approved.
 */
export function budgetsOf(book: AddressBook, project: LayeredProject, hasCouncil: boolean): RegionBudget[] {
  const requests = requestsOf(book, project);
  const budget = (request: BudgetRequest, approvedWei: bigint): RegionBudget => ({
    ...request,
    approvedWei,
    paidWei: min(request.askedWei, approvedWei),
  });
  if (!hasCouncil) return requests.map((request) => budget(request, request.askedWei));
  return potsOf(project.planetary, requests).flatMap(({ requests: sharing, partsWei }) =>
    sharing.map((request, index) => budget(request, partsWei[index] as bigint)),
  );
}
