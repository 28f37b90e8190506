import assert from "node:assert/strict";
import { test } from "node:test";
import { applySetPoint } from "../../../src/protocol/apply-set-point.ts";
import { uintArg } from "../../../src/records/events.ts";
import { answer } from "../../support/answer.ts";
import { FakeChain } from "../../support/fake-chain.ts";
import { castWith } from "../../support/small-cast.ts";

test("a set-point is applied once its delay is over, and read before it and after", async () => {
  const chain = new FakeChain("AccessManager", "Thermostat");
  let baseWad = 4n;
  answer(chain, {
    "AccessManager.canCall": [false, 60],
    "Thermostat.referenceTemperatureWad": [1n],
    "Thermostat.raiseWad": [0n],
    "Thermostat.temperatureWad": [2n],
    "Thermostat.bounds": [[0n, 9n, 8n]],
    "Thermostat.pidState": [[0n, 3n, 0n, 0n]],
  });
  chain.views.set("Thermostat.baseTemperatureWad", () => [baseWad]);
  chain.effects.set("Thermostat.setBaseTemperature", ({ args }) => {
    baseWad = uintArg(args, "baseWad");
    return [];
  });
  const { delaySeconds, before, after, block } = await applySetPoint(chain.driver(), castWith(), 5n);
  assert.deepEqual(chain.told(), ["owner: AccessManager.schedule", "owner: Thermostat.setBaseTemperature"]);
  assert.equal((chain.sent[1]?.at ?? 0n) - (chain.sent[0]?.at ?? 0n), 60n);
  assert.deepEqual([delaySeconds, before.baseWad, after.baseWad], [60n, 4n, 5n]);
  assert.equal(block, chain.clock.block);
});
