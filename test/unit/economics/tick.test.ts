import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Controller, foretellTick, type TickStart } from "../../../src/economics/tick.ts";
import { WAD } from "../../../src/model/units.ts";

const THIRD = WAD / 3n;
const CONTROLLER: Controller = {
  bounds: { minWad: WAD / 2n, maxWad: 2n * WAD, emergencyWad: 2n * WAD },
  gains: { kp: WAD / 10n, ki: WAD / 1_000n, kd: 0n, integralLimit: WAD / 4n, outputLimit: WAD / 2n },
  targets: { emissionWad: WAD, backlogWad: 0n, slaWad: 0n },
  weights: { emissionWad: THIRD, backlogWad: THIRD, slaWad: THIRD },
  fadeSeconds: 1_000,
};
const START: TickStart = {
  activeSeconds: 500n,
  baseWad: WAD,
  raiseWad: 0n,
  integralWad: 0n,
  outputWad: 0n,
  measurementWad: 0n,
  lastTickAt: 0n,
};
const HOT = { emissionWad: WAD, backlogWad: WAD, slaWad: 0n };
const ON_PACE = { emissionWad: WAD, backlogWad: 0n, slaWad: 0n };

function tick(start: Partial<TickStart>, kpis = HOT, at = 600n) {
  return foretellTick({ ...START, ...start }, CONTROLLER, { kpis, measuredAt: at, broughtAt: at });
}

describe("a tick", () => {
  it("answers to its error alone as long as there was none before", () => {
    const { errorWad, integral, output, beforeWad, afterWad } = tick({});
    assert.deepEqual([errorWad, integral, output], [THIRD, 0n, THIRD / 10n]);
    assert.deepEqual([beforeWad, afterWad], [WAD, WAD + THIRD / 10n]);
  });

  it("adds up errors by the time that they stood, and no further than the integral may go", () => {
    assert.equal(tick({ lastTickAt: 500n }).integral, THIRD / 10n);
    assert.equal(tick({ lastTickAt: 1n, integralWad: WAD / 4n }).integral, WAD / 4n);
  });

  it("takes back what it added where its error turns", () => {
    const cold = { ...ON_PACE, emissionWad: 0n };
    assert.equal(tick({ lastTickAt: 500n, integralWad: THIRD / 10n }, cold).integral, 0n);
    assert.equal(tick({ lastTickAt: 500n, integralWad: THIRD / 10n }, ON_PACE).integral, THIRD / 10n);
  });

  it("winds nothing up while a raise holds the temperature at its bound", () => {
    const held = tick({ lastTickAt: 500n, raiseWad: WAD, integralWad: 5n });
    assert.equal(held.integral, 5n);
    assert.equal(held.afterWad, 2n * WAD);
  });

  it("counts of a raise what has not faded by then", () => {
    const { beforeWad } = tick({ raiseWad: WAD / 2n }, ON_PACE, 1_100n);
    assert.equal(beforeWad, WAD + WAD / 4n);
  });
});
