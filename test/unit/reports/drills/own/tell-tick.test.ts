import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Plan } from "../../../../../src/model/plan.ts";
import type { TransactionRecord } from "../../../../../src/model/record.ts";
import { tellTick } from "../../../../../src/reports/drills/own/tell-tick.ts";

const WAD = 10n ** 18n;
const LATENESS = ((WAD / 10n) * (WAD / 3n)) / WAD;

const PLAN = {
  governance: {
    thermostat: {
      initialTemperatureWad: WAD,
      emergencyTemperatureWad: 2n * WAD,
      minimumTemperatureWad: WAD / 2n,
      maximumTemperatureWad: 4n * WAD,
    },
  },
} as unknown as Plan;

const READING = {
  block: 10,
  activeSeconds: 50n,
  baseWad: WAD,
  raiseWad: 0n,
  integralWad: 0n,
  outputWad: 0n,
  measurementWad: 0n,
  lastTickAt: 0n,
};

/** How a tick with a tenth of the jobs late is told if the controller put out so much. */
function tell(outputWad: bigint) {
  const step = { integralWad: "0", derivativeWad: "0", errorWad: String(LATENESS) };
  const changed = { beforeWad: String(WAD), afterWad: String(WAD + outputWad) };
  const events = [
    { name: "Ticked", args: { ...step, outputWad: String(outputWad) } },
    { name: "TemperatureChanged", args: changed },
  ];
  const record = { contract: "Thermostat", function: "tick", events } as unknown as TransactionRecord;
  return tellTick(PLAN, { emissionWad: WAD, backlogWad: 0n, slaWad: WAD / 10n }, READING, record);
}

describe("a tick of the thermostat", () => {
  it("is held against the controller's mirror, from what stood before it", () => {
    const { expected, happened, afterWad } = tell(LATENESS / 10n);
    assert.equal(happened, expected);
    assert.equal(afterWad, WAD + LATENESS / 10n);
  });

  it("is told otherwise than expected if the controller took another step", () => {
    const { expected, happened } = tell(LATENESS);
    assert.notEqual(happened, expected);
  });
});
