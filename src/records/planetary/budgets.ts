import type { RegionBudget } from "../../model/layer-run.ts";
import type { LayeredProject } from "../../model/loaded-project.ts";
import { employingRegion } from "../../model/regions.ts";
import type { AddressBook } from "../address-book.ts";
import { costTerms, jobCostWei } from "../job-request.ts";
import { executorName, executorRegions } from "../planetary-settings.ts";

/**
 * What each region may spend: its allocation, or what its jobs cost, at the nation's fees, where the plan allocates less or
 * nothing.
 */
export function budgetsOf(book: AddressBook, { national, planetary: plan }: LayeredProject): RegionBudget[] {
  const terms = costTerms(national);
  return executorRegions(plan).map((region) => {
    const costWei = plan.jobs
      .filter((job) => employingRegion(plan, job.region) === region)
      .reduce((sum, job) => sum + jobCostWei(job, terms), 0n);
    const allocatedWei =
      plan.budget.allocations.find(({ key, region: own }) => (own ?? key) === region)?.amountWei ?? null;
    const approvedWei = allocatedWei !== null && allocatedWei > costWei ? allocatedWei : costWei;
    return { region, executor: book.get(executorName(region)).address, approvedWei, allocatedWei };
  });
}
