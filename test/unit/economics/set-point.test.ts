import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { recommendSetPoint } from "../../../src/economics/set-point.ts";
import { kpis } from "./national-arbitraries.ts";

const WAD = 10n ** 18n;
const BASE = {
  targets: { emissionWad: WAD, backlogWad: 0n, slaWad: 0n },
  weights: { emissionWad: WAD / 2n, backlogWad: WAD / 4n, slaWad: WAD / 4n },
  referenceWad: WAD / 4n,
  outputWad: 0n,
  bounds: { minWad: WAD / 8n, maxWad: WAD },
};

describe("the recommended set-point", () => {
  it("is the reference temperature where everything went to plan", () => {
    assert.deepEqual(recommendSetPoint({ ...BASE, readings: BASE.targets }), {
      errorWad: 0n,
      setPointWad: WAD / 4n,
    });
  });

  it("is as many per cent above the reference as the weighted error says", () => {
    const readings = { emissionWad: WAD, backlogWad: WAD / 5n, slaWad: WAD / 5n };
    assert.deepEqual(recommendSetPoint({ ...BASE, readings }), {
      errorWad: WAD / 10n,
      setPointWad: (WAD * 11n) / 40n,
    });
  });

  it("cools when less was emitted than planned", () => {
    const readings = { emissionWad: (WAD * 4n) / 5n, backlogWad: 0n, slaWad: 0n };
    assert.equal(recommendSetPoint({ ...BASE, readings }).setPointWad, (WAD * 9n) / 40n);
  });

  it("makes up for what the controller adds, so that the temperature is what was wanted", () => {
    const readings = BASE.targets;
    const { setPointWad } = recommendSetPoint({ ...BASE, readings, outputWad: -WAD / 20n });
    assert.equal(setPointWad - WAD / 20n, WAD / 4n);
    assert.equal(recommendSetPoint({ ...BASE, readings, outputWad: WAD }).setPointWad, WAD / 8n);
  });

  it("never leaves the thermostat's bounds", () => {
    fc.assert(
      fc.property(kpis(), kpis(10n ** 20n), fc.bigInt(-WAD, WAD), (readings, weights, outputWad) => {
        const { setPointWad } = recommendSetPoint({ ...BASE, readings, weights, outputWad });
        assert.ok(setPointWad >= BASE.bounds.minWad && setPointWad <= BASE.bounds.maxWad);
      }),
    );
  });
});
