import type { Cast } from "../model/cast.ts";
import type { TransactionRecord } from "../model/record.ts";
import { accountsOf, stakeView } from "../observe/positions.ts";
import type { Driver } from "./driver.ts";

/** Everybody to whom the layer owes something collects it. */
export async function claimAll(driver: Driver, cast: Cast): Promise<TransactionRecord[]> {
  const accounts = accountsOf(cast);
  const claims = await driver.read(accounts.map(({ address }) => stakeView("claimOf", address)));
  const owed = accounts.filter((_, index) => (claims[index]?.[0] as bigint) > 0n);
  if (owed.length === 0) return [];
  return driver.mine({
    steps: owed.map((account) => ({ from: account, contract: "StakeManager", function: "claim", args: [] })),
  });
}
