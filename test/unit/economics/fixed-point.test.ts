import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { ceilDiv, expWad, floorDiv, sqrt } from "../../../src/economics/fixed-point.ts";
import { WAD } from "../../../src/model/units.ts";
import { expOfMinus, REFERENCE_SCALE } from "./reference.ts";

describe("floorDiv", () => {
  it("rounds down on both sides of zero", () => {
    const cases = [
      [7n, 2n, 3n],
      [-7n, 2n, -4n],
      [-8n, 2n, -4n],
      [0n, 3n, 0n],
      [-1n, 10n ** 30n, -1n],
    ] as const;
    for (const [numerator, denominator, down] of cases) assert.equal(floorDiv(numerator, denominator), down);
  });
});

describe("sqrt", () => {
  it("is the largest integer whose square does not exceed the value", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 256n) - 1n), (value) => {
        const root = sqrt(value);
        assert.ok(root * root <= value);
        assert.ok((root + 1n) * (root + 1n) > value);
      }),
    );
  });

  it("is exact on squares and on their neighbours", () => {
    for (const root of [0n, 1n, 2n, 3n, 10n, 99n, 1n << 64n, (1n << 128n) - 1n]) {
      assert.equal(sqrt(root * root), root);
      if (root > 1n) assert.equal(sqrt(root * root - 1n), root - 1n);
    }
  });

  it("refuses negative values", () => {
    assert.throws(() => sqrt(-1n), RangeError);
  });
});

describe("ceilDiv", () => {
  it("rounds up only when something is left", () => {
    assert.equal(ceilDiv(0n, 7n), 0n);
    assert.equal(ceilDiv(7n, 7n), 1n);
    assert.equal(ceilDiv(8n, 7n), 2n);
  });
});

describe("expWad", () => {
  it("knows the published digits of powers of e", () => {
    assert.equal(expWad(0n), WAD);
    assert.equal(expWad(WAD), 2718281828459045235n);
    assert.equal(expWad(-WAD), 367879441171442321n);
    assert.equal(expWad(10n * WAD) / 100n, 220264657948067165169n);
  });

  it("is zero below half a unit and refuses what does not fit", () => {
    assert.equal(expWad(-41446531673892822313n), 0n);
    assert.equal(expWad(-(1n << 200n)), 0n);
    assert.throws(() => expWad(135305999368893231589n), RangeError);
  });

  it("stays within one unit of a high-precision series for negative exponents", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 41n * WAD), (magnitude) => {
        const exact = (expOfMinus(magnitude, WAD) * WAD) / REFERENCE_SCALE;
        const error = expWad(-magnitude) - exact;
        assert.ok(error >= -1n && error <= 1n, `off by ${error}`);
      }),
    );
  });

  it("never falls when the exponent rises", () => {
    fc.assert(
      fc.property(fc.bigInt(-42n * WAD, 100n * WAD), fc.bigInt(0n, WAD), (exponent, step) => {
        assert.ok(expWad(exponent) <= expWad(exponent + step));
      }),
    );
  });
});
