import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Job } from "../../../../src/model/plan.ts";
import { refundedWei } from "../../../../src/protocol/drills/lifelines.ts";
import { jobCostWei } from "../../../../src/records/job-request.ts";

describe("the job that the owner's pause test posts and takes back", () => {
  it("costs no more than its employer holds, whatever the fee, and a token at most", () => {
    for (const heldWei of [2n, 3n, 10n, 10_000n, 10n ** 17n, 2n * 10n ** 18n - 1n, 10n ** 18n * 400n]) {
      const rewardWei = refundedWei(heldWei);
      const job = { rewardWei, validatorBonusCapBps: 0 } as Job;
      assert.ok(rewardWei > 0n);
      for (const feeBps of [0, 100, 2_000]) assert.ok(jobCostWei(job, feeBps) <= heldWei, `${heldWei}`);
    }
    assert.equal(refundedWei(10n ** 24n), 10n ** 18n);
  });
});
