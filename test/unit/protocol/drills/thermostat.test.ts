import assert from "node:assert/strict";
import { test } from "node:test";
import { tickTwice } from "../../../../src/protocol/drills/thermostat.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { sceneOf } from "../../../support/drill-scene.ts";
import { FakePause } from "../../../support/fake-pause.ts";
import { castWith } from "../../../support/small-cast.ts";

test("the operator ticks twice, an hour apart, and each tick is read before it", async () => {
  const plan = await basePlan();
  const cast = castWith();
  const chain = new FakePause(cast, plan);
  let ticks = 0n;
  chain.guard("Thermostat.tick", () => {
    ticks += 1n;
    return [];
  });
  chain.views.set("Thermostat.pidState", () => [[ticks, 0n, 0n, 0n]]);
  const start = chain.clock.now;
  const readings = await tickTwice(chain.driver(), sceneOf(cast, plan, "thermostat"));
  assert.ok(readings.kind === "thermostat");
  assert.deepEqual(
    readings.ticks.map(({ integralWad }) => integralWad),
    [0n, 1n],
  );
  assert.deepEqual(
    chain.sent.map(({ from, at, args }) => [from.label, at - start, args.kpis]),
    [
      ["operator", 3_600n, kpis("100000000000000000")],
      ["operator", 7_200n, kpis("0")],
    ],
  );
});

/** Seven tenths of the plan's budget are rewards. */
function kpis(slaWad: string) {
  return { emissionWad: "700000000000000000", backlogWad: "0", slaWad };
}
