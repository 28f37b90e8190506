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

  it("never leaves the thermostat's bounds", () => {
    fc.assert(
      fc.property(kpis(), kpis(10n ** 20n), (readings, weights) => {
        const { setPointWad } = recommendSetPoint({ ...BASE, readings, weights });
        assert.ok(setPointWad >= BASE.bounds.minWad && setPointWad <= BASE.bounds.maxWad);
      }),
    );
  });
});
