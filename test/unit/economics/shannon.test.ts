import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { LN_SCALE, lnRatio } from "../../../src/economics/logarithm.ts";
import { evenEntropyWad, shannonEntropyWad } from "../../../src/economics/shannon.ts";

const amounts = fc.array(fc.bigInt(0n, 10n ** 27n), { maxLength: 12 });

describe("the logarithm", () => {
  it("has the digits of published values", () => {
    assert.equal(lnRatio(1n, 1n), 0n);
    const ln2 = 693147180559945309417232121458176568n;
    const ln10 = 2302585092994045684017991454684364207n;
    for (const [found, published] of [
      [lnRatio(2n, 1n), ln2],
      [lnRatio(10n, 1n), ln10],
      [lnRatio(10n ** 60n, 1n), 60n * ln10],
      [lnRatio(5n, 4n), 223143551314209755766295090309834503n],
    ] as const) {
      assert.ok(found <= published && published - found < 10_000n, `${found} is not ${published}`);
    }
  });

  it("turns products into sums", () => {
    const factor = fc.bigInt(1n, 10n ** 30n);
    fc.assert(
      fc.property(factor, factor, (a, b) => {
        const difference = lnRatio(a * b, 1n) - lnRatio(a, 1n) - lnRatio(b, 1n);
        assert.ok(difference > -10_000n && difference < 10_000n);
      }),
    );
  });

  it("refuses what has none above zero", () => {
    assert.throws(() => lnRatio(1n, 2n), RangeError);
    assert.throws(() => lnRatio(1n, 0n), RangeError);
  });
});

describe("Shannon's entropy", () => {
  it("is zero where everything goes to one, and ln n in n equal parts", () => {
    assert.equal(shannonEntropyWad([]), 0n);
    assert.equal(shannonEntropyWad([7n, 0n]), 0n);
    assert.equal(shannonEntropyWad([5n, 5n, 5n]), evenEntropyWad(3));
    assert.equal(evenEntropyWad(2), 693147180559945309n);
    assert.deepEqual([evenEntropyWad(0), evenEntropyWad(1)], [0n, 0n]);
  });

  it("agrees with the definition on a known distribution", () => {
    // H(1/2, 1/4, 1/4) = 3/2 · ln 2
    assert.equal(shannonEntropyWad([2n, 1n, 1n]), 1039720770839917964n);
  });

  it("lies between zero and ln n, and does not depend on order or scale", () => {
    fc.assert(
      fc.property(amounts, fc.bigInt(1n, 1_000n), (amounts, factor) => {
        const entropyWad = shannonEntropyWad(amounts);
        const recipients = amounts.filter((amount) => amount > 0n).length;
        assert.ok(entropyWad >= 0n && entropyWad <= evenEntropyWad(recipients));
        assert.equal(shannonEntropyWad(amounts.toReversed()), entropyWad);
        const scaled = shannonEntropyWad(amounts.map((amount) => amount * factor)) - entropyWad;
        assert.ok(scaled >= -1n && scaled <= 1n);
      }),
    );
    assert.equal(LN_SCALE, 10n ** 36n);
  });
});
