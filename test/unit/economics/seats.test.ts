import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { seatFeesWei, seatFeeWei, seatLockOfTerms, seatLockWei } from "../../../src/economics/seats.ts";

const TERMS = { committeeSize: 3, seatFeeBps: 500, seatLockWei: 101n };

describe("a committee's seat", () => {
  it("locks what the dearest job asks for, and never more than the terms can say", () => {
    assert.equal(seatLockOfTerms([]), 0n);
    assert.equal(seatLockOfTerms([3n, 7n, 5n]), 7n);
    assert.equal(seatLockOfTerms([2n ** 100n]), 2n ** 96n - 1n);
  });

  it("locks no more than its job is worth", () => {
    assert.equal(seatLockWei(67n, TERMS), 67n);
    assert.equal(seatLockWei(107n, TERMS), 101n);
  });

  it("costs its employer a part of that, rounded up, beforehand for two committees", () => {
    const [small, large] = [60n, 1_000n];
    assert.deepEqual([seatFeeWei(small, TERMS), seatFeeWei(large, TERMS)], [3n, 6n]);
    assert.deepEqual([seatFeesWei(small, TERMS), seatFeesWei(large, TERMS)], [18n, 36n]);
  });
});
