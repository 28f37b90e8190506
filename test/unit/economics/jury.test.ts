import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  bondsWei,
  hearingBondWei,
  jurorFeeWei,
  jurorLockWei,
  postedWei,
} from "../../../src/economics/jury.ts";

const TERMS = { bondBps: 1_000, jurySize: 3, jurorLockWei: 101n, seatFeeBps: 500 };

describe("a seat of a jury", () => {
  it("locks no more than its job is worth, and costs a part of that, rounded up", () => {
    assert.deepEqual([jurorLockWei(60n, TERMS), jurorLockWei(1_000n, TERMS)], [60n, 101n]);
    assert.deepEqual([jurorFeeWei(60n, TERMS), jurorFeeWei(1_000n, TERMS)], [3n, 6n]);
  });
});

describe("the bonds of a job", () => {
  it("are those of three hearings, each twice that of the one before, of a first one that is rounded up", () => {
    assert.deepEqual(
      [1, 2, 3].map((hearing) => hearingBondWei(1_001n, TERMS, hearing)),
      [101n, 202n, 404n],
    );
  });

  it("hold the fees of their juries' seats as well, of 3, 7 and 15", () => {
    assert.deepEqual(
      [1, 2, 3].map((hearing) => postedWei(1_000n, TERMS, hearing)),
      [100n + 18n, 200n + 42n, 400n + 90n],
    );
    assert.equal(bondsWei(1_000n, TERMS), 700n + 150n);
    assert.equal(bondsWei(0n, TERMS), 0n);
  });
});
