import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ROLE } from "../../../src/model/enums.ts";
import { readPositions } from "../../../src/observe/positions.ts";
import { FakeChain } from "../../support/fake-chain.ts";
import { castWith, person } from "../../support/small-cast.ts";

const ANNA = person("anna", {
  stakes: [
    { role: ROLE.agent, amountWei: 1n },
    { role: ROLE.validator, amountWei: 1n },
  ],
});
const CAST = castWith(ANNA, person("bert"));

/** What the chain says, whatever the plan says that somebody staked. */
async function positions(chain: FakeChain) {
  const ofAnna = (account: unknown) => account === ANNA.account.address;
  chain.views.set("AGIALPHA.balanceOf", ({ account }) => [ofAnna(account) ? 11n : 1n]);
  chain.views.set("StakeManager.claimOf", ({ account }) => [ofAnna(account) ? 22n : 2n]);
  chain.views.set("StakeManager.positionOf", ({ role }) => [
    [role === String(ROLE.agent) ? 300n : 33n, 0n, 0n, 0n, 0n],
  ]);
  return readPositions(chain.observer(), CAST);
}

describe("what everybody holds", () => {
  it("is told once an account, with the stakes of all its roles", async () => {
    const list = await positions(new FakeChain("AGIALPHA", "StakeManager"));
    assert.deepEqual(
      list.map(({ label, balance, staked, claimable }) => [label, balance, staked, claimable]),
      [
        ["owner", "1", "0", "2"],
        ["guardian", "1", "0", "2"],
        ["treasury", "1", "0", "2"],
        ["employer", "1", "0", "2"],
        ["operator", "1", "0", "2"],
        ["anna", "11", "333", "22"],
        ["bert", "1", "0", "2"],
      ],
    );
  });

  it("ends with the contracts that own tokens, but not with those that keep others'", async () => {
    const planet = ["Treasury=SafeL2", "RewardEngineMB", "RegionalExecutor EU=RegionalExecutor"] as const;
    const list = await positions(new FakeChain("AGIALPHA", "StakeManager", "EnergyOracle", ...planet));
    assert.deepEqual(
      list.slice(-4).map(({ label }) => label),
      ["bert", "Treasury", "RewardEngineMB", "RegionalExecutor EU"],
    );
  });
});
