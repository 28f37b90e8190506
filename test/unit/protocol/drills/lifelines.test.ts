import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refundedWei } from "../../../../src/protocol/drills/lifelines.ts";
import { jobCostWei } from "../../../../src/records/job-request.ts";

const CHEAP = { feeBps: 0, seatFeeBps: 100, committeeSize: 3, seatLockWei: 1n };
const TERMS = [
  CHEAP,
  { feeBps: 100, seatFeeBps: 500, committeeSize: 3, seatLockWei: 10n ** 17n },
  { feeBps: 2_000, seatFeeBps: 2_000, committeeSize: 15, seatLockWei: 2n ** 96n },
];

describe("the job that the owner's pause test posts and takes back", () => {
  it("costs no more than its employer holds, whatever the fees, and a token at most", () => {
    for (const heldWei of [32n, 33n, 100n, 10_000n, 10n ** 17n, 2n * 10n ** 18n - 1n, 10n ** 18n * 400n]) {
      for (const terms of TERMS) {
        const rewardWei = refundedWei(heldWei, terms);
        assert.ok(rewardWei > 0n);
        assert.ok(jobCostWei({ rewardWei, validatorBonusCapBps: 0 }, terms) <= heldWei, `${heldWei}`);
      }
    }
    assert.equal(refundedWei(10n ** 24n, CHEAP), 10n ** 18n);
  });
});
