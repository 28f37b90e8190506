import assert from "node:assert/strict";
import { test } from "node:test";
import type { Motion } from "../../../../src/model/decision.ts";
import { readSubjects } from "../../../../src/observe/council/subjects.ts";
import { FakeChain } from "../../../support/fake-chain.ts";

test("what motions are about is read in their order, each value by its name", async () => {
  const chain = new FakeChain("Thermostat", "IncentivePolicy");
  chain.views.set("IncentivePolicy.shareBounds", () => [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
  chain.views.set("Thermostat.roleOffsetOf", ({ role }) => [role === "2" ? -9n : 0n]);
  const motions = [
    { changes: { contract: "Thermostat", function: "roleOffsetOf", args: [2] } },
    { changes: { contract: "IncentivePolicy", function: "shareBounds", args: [] } },
  ] as unknown as Motion[];
  const { block, value } = await readSubjects(chain.observer(), motions);
  assert.equal(block, chain.clock.block);
  const shares = (from: number) => ({
    agentsBps: String(from),
    validatorsBps: String(from + 1),
    operatorsBps: String(from + 2),
    employersBps: String(from + 3),
  });
  assert.deepEqual(value, [{ 0: "-9" }, { minShares: shares(1), maxShares: shares(5) }]);
});
