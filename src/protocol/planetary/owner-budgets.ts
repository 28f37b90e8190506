import type { Cast } from "../../model/cast.ts";
import type { Read } from "../../model/record.ts";
import { PLANETARY_ROLE_IDS } from "../../records/planetary-roles.ts";
import type { Driver, Step } from "../driver.ts";

/**
 * Approves budgets where there is no council to vote on them: the owner takes the role for these calls and gives it back,
 * because one that it kept would be drift.
 */
export async function approveAsOwner(
  driver: Driver,
  { owner }: Cast,
  approvals: readonly Read[],
): Promise<void> {
  const manager = (name: string, ...more: unknown[]): Step => ({
    from: owner,
    contract: "AccessManager",
    function: name,
    args: [PLANETARY_ROLE_IDS.BUDGET, owner.address, ...more],
  });
  const noDelay = 0;
  const steps = approvals.map((approval) => ({ ...approval, from: owner }));
  await driver.mine({ steps: [manager("grantRole", noDelay), ...steps, manager("revokeRole")] });
}
