import { min } from "../../economics/fixed-point.ts";
import type { BudgetRequest, RegionBudget } from "../../model/layer-run.ts";
import type { LayeredProject } from "../../model/loaded-project.ts";
import { employingRegion } from "../../model/regions.ts";
import type { AddressBook } from "../address-book.ts";
import { costTerms, jobCostWei } from "../job-request.ts";
import { executorName, executorRegions } from "../planetary-settings.ts";
import { potsOf } from "./pots.ts";

/**
 * What each region asks for: its allocation, or what its jobs cost, at the nation's fees, where the plan allocates less or
 * nothing.
 */
export function requestsOf(
  book: AddressBook,
  { national, planetary: plan }: LayeredProject,
): BudgetRequest[] {
  const terms = costTerms(national);
  return executorRegions(plan).map((region) => {
    const costWei = plan.jobs
      .filter((job) => employingRegion(plan, job.region) === region)
      .reduce((sum, job) => sum + jobCostWei(job, terms), 0n);
    const allocatedWei =
      plan.budget.allocations.find(({ key, region: own }) => (own ?? key) === region)?.amountWei ?? null;
    const askedWei = allocatedWei !== null && allocatedWei > costWei ? allocatedWei : costWei;
    return { region, executor: book.get(executorName(region)).address, costWei, askedWei, allocatedWei };
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
