import assert from "node:assert/strict";
import { test } from "node:test";
import { readTallies } from "../../../../src/observe/council/tallies.ts";
import { FakeChain } from "../../../support/fake-chain.ts";

test("a vote stands as the governor counts it, beside the quorum of its own snapshot", async () => {
  const chain = new FakeChain("QuadraticGovernor");
  chain.views.set("QuadraticGovernor.proposalSnapshot", ({ proposalId }) => [
    100n + BigInt(String(proposalId)),
  ]);
  chain.views.set("QuadraticGovernor.quorum", ({ timepoint }) => [10n * BigInt(String(timepoint))]);
  chain.views.set("QuadraticGovernor.state", ({ proposalId }) => [proposalId === "1" ? 7 : 3]);
  chain.views.set("QuadraticGovernor.proposalVotes", ({ proposalId }) =>
    proposalId === "1" ? [1n, 20n, 3n] : [4n, 5n, 6n],
  );
  const { block, value } = await readTallies(chain.observer(), [2n, 1n]);
  assert.equal(block, chain.clock.block);
  assert.deepEqual(value, [
    { votes: { against: "4", for: "5", abstain: "6" }, quorum: "1020", state: "defeated" },
    { votes: { against: "1", for: "20", abstain: "3" }, quorum: "1010", state: "executed" },
  ]);
});
