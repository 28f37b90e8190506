import assert from "node:assert/strict";
import { test } from "node:test";
import { readSteadyState } from "../../../src/observe/steady-state.ts";
import { answer } from "../../support/answer.ts";
import { FakeChain } from "../../support/fake-chain.ts";

test("the steady state is read at one block, each value by its name", async () => {
  const chain = new FakeChain("SystemPause", "Thermostat", "IncentivePolicy", "StakeManager");
  answer(chain, {
    "SystemPause.paused": [true],
    "Thermostat.temperatureWad": [5n],
    "IncentivePolicy.roleShares": [[10, 20, 30, 40]],
    "StakeManager.totals": [[1n, 2n, 3n, 4n]],
  });
  assert.deepEqual(await readSteadyState(chain.observer()), {
    block: chain.clock.block,
    paused: true,
    temperature: "5",
    roleShares: { agents: "10", validators: "20", operators: "30", employers: "40" },
    totals: { staked: "1", unbonding: "2", escrowed: "3", claimable: "4" },
  });
  assert.equal(chain.reads.length, 1);
});
