import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatAmount, LARGEST_WEI, parseAmount } from "../../../src/support/amount.ts";

describe("amounts", () => {
  it("come back from their text to the wei", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: LARGEST_WEI }), (wei) => {
        assert.deepEqual(parseAmount(formatAmount(wei)), { ok: true, wei });
      }),
    );
  });

  it("ignore zeros at either end", () => {
    assert.deepEqual(parseAmount("007.50000000000000000000"), { ok: true, wei: 7_500_000_000_000_000_000n });
  });

  it("end at 112 bits", () => {
    assert.deepEqual(parseAmount("5192296858534827.628530496329220095"), { ok: true, wei: LARGEST_WEI });
    assert.ok(!parseAmount("5192296858534827.628530496329220096").ok);
  });

  it("show a negative balance with its sign", () => {
    assert.equal(formatAmount(-1_500_000_000_000_000_000n), "-1.5");
  });

  for (const text of [
    "",
    " 1",
    "1 ",
    "+1",
    "-1",
    "1e3",
    "1.",
    ".5",
    "1,5",
    "0x10",
    "NaN",
    "Infinity",
    "1_000",
    "٣",
  ]) {
    it(`are not read from ${JSON.stringify(text)}`, () => {
      assert.ok(!parseAmount(text).ok);
    });
  }
});
