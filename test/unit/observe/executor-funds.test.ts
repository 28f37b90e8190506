import assert from "node:assert/strict";
import { test } from "node:test";
import { holdingRegions } from "../../../src/observe/executor-funds.ts";
import { FakeChain } from "../../support/fake-chain.ts";

const REGIONS = ["NORTH", "EAST", "SOUTH", "WEST"];

test("a region has something to return if its executor holds tokens or is owed some", async () => {
  const executors = REGIONS.map((region) => `RegionalExecutor ${region}=RegionalExecutor` as const);
  const chain = new FakeChain("AGIALPHA", "StakeManager", ...executors);
  const amountsOf = (amounts: readonly bigint[]) => (account: unknown) => [
    amounts[
      REGIONS.findIndex((region) => chain.book.get(`RegionalExecutor ${region}`).address === account)
    ] ?? 0n,
  ];
  chain.views.set("AGIALPHA.balanceOf", ({ account }) => amountsOf([1n, 0n, 0n, 2n])(account));
  chain.views.set("StakeManager.claimOf", ({ account }) => amountsOf([0n, 1n, 0n, 3n])(account));
  assert.deepEqual([...(await holdingRegions(chain.observer(), REGIONS))], ["NORTH", "EAST", "WEST"]);
});
