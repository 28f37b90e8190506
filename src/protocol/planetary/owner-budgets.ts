import type { Cast } from "../../model/cast.ts";
import type { Read } from "../../model/record.ts";
import { PLANETARY_ROLE_IDS } from "../../records/planetary-roles.ts";
import { actWithRole } from "../administration.ts";
import type { Driver } from "../driver.ts";

/** Approves budgets where there is no council to vote on them. */
export async function approveAsOwner(
  driver: Driver,
  { owner }: Cast,
  approvals: readonly Read[],
): Promise<void> {
  await actWithRole(driver, owner, PLANETARY_ROLE_IDS.BUDGET, approvals);
}
