import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Job } from "../../../src/model/plan.ts";
import {
  bonusCapWei,
  costTerms,
  jobCostWei,
  jurisdictionLabel,
  seatFeesOf,
  textDigest,
} from "../../../src/records/job-request.ts";
import { basePlan } from "../../support/base-plan.ts";

/** No seat locks more than a hundred wei. */
const terms = (feeBps: number, seatFeeBps = 500) => ({
  feeBps,
  seatFeeBps,
  committeeSize: 3,
  seatLockWei: 100n,
});
const job = (rewardWei: bigint, validatorBonusCapBps: number) => ({ rewardWei, validatorBonusCapBps }) as Job;

describe("what posting a job takes from its employer", () => {
  it("is the reward, a fee rounded against the employer, a bonus cap rounded for it, and six seats", () => {
    assert.equal(bonusCapWei(job(199n, 100)), 1n);
    assert.equal(jobCostWei(job(199n, 100), terms(100)), 199n + 2n + 1n + 6n * 5n);
    assert.equal(jobCostWei(job(200n, 0), terms(100)), 202n + 30n);
    assert.equal(jobCostWei(job(0n, 10_000), terms(10_000)), 0n);
  });

  it("counts a small job's seats by its reward and bonus, and rounds each against the employer", () => {
    assert.equal(seatFeesOf(job(50n, 1_000), terms(0)), 6n * 3n);
    assert.equal(seatFeesOf(job(1n, 0), terms(0, 100)), 6n);
  });

  it("follows the nation's protocol and its dearest job, borrowed ones too", async () => {
    const plan = await basePlan();
    const dear = { ...(plan.jobs[0] as Job), validatorStakeWei: 10n ** 25n };
    assert.deepEqual(costTerms({ ...plan, borrowed: [dear] }), {
      feeBps: 100,
      seatFeeBps: 500,
      committeeSize: 3,
      seatLockWei: 10n ** 25n,
    });
  });

  it("never falls as reward, fee or cap rise", () => {
    const amount = fc.bigInt(0n, 10n ** 30n);
    const ratio = fc.nat(20_000);
    fc.assert(
      fc.property(
        amount,
        amount,
        ratio,
        ratio,
        ratio,
        ratio,
        (rewardWei, moreWei, cap, more, fee, dearer) => {
          const least = jobCostWei(job(rewardWei, cap), terms(fee));
          assert.ok(jobCostWei(job(rewardWei + moreWei, cap + more), terms(fee + dearer)) >= least);
          assert.ok(least >= rewardWei);
        },
      ),
    );
  });
});

describe("what the chain keeps the hash of", () => {
  it("is UTF-8, and a jurisdiction with its kind", () => {
    assert.equal(textDigest(""), "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assert.equal(textDigest("Zürich"), "0x17c52562616a3f4e3bb330d88f7c47daf2aea916a98da7f37c09b1ac184d71b7");
    const label = (kind: "city" | "region") =>
      jurisdictionLabel({ jurisdiction: { kind, name: "Lyon" } } as Job);
    assert.deepEqual([label("city"), label("region")], ["city:Lyon", "region:Lyon"]);
  });
});
