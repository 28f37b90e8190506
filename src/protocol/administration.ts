import type { Account } from "../model/cast.ts";
import type { Read } from "../model/record.ts";
import { executionDelayOf } from "../records/settings.ts";
import type { Driver, Step } from "./driver.ts";
import { scheduleStep } from "./scheduled-call.ts";

/** Makes the owner's calls by their proper path: scheduled together, and made once ADMIN's delay is over. */
export async function administer(driver: Driver, owner: Account, calls: readonly Read[]): Promise<void> {
  await scheduleAll(driver, owner, calls);
  await driver.mine({ steps: calls.map((call) => ({ from: owner, ...call })) });
}

/**
 * As administrator the owner takes a role for some calls and gives it back, because one that it kept would be drift. Grant and
 * end are scheduled together, so that whoever could cancel sees both.
 */
export async function actWithRole(
  driver: Driver,
  owner: Account,
  role: bigint,
  calls: readonly Omit<Step, "from">[],
): Promise<void> {
  const manager = (name: string, ...more: unknown[]): Read => ({
    contract: "AccessManager",
    function: name,
    args: [role, owner.address, ...more],
  });
  const noDelay = 0;
  const [grant, end] = [manager("grantRole", noDelay), manager("revokeRole")];
  await scheduleAll(driver, owner, [grant, end]);
  await driver.mine({ steps: [grant, ...calls, end].map((call) => ({ from: owner, ...call })) });
}

/** The calls can be made from the next second on. */
async function scheduleAll(driver: Driver, owner: Account, calls: readonly Read[]): Promise<void> {
  await driver.mine({ steps: calls.map((call) => scheduleStep(driver, owner, call)) });
  const waitSeconds = BigInt(executionDelayOf("ADMIN"));
  await driver.mine({ at: driver.now() + waitSeconds - 1n, steps: [] });
}
