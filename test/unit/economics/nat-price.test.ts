import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { entropyWei } from "../../../src/economics/entropy.ts";
import { addedWorthWei } from "../../../src/economics/job-energy.ts";
import { defaultNatPriceWei } from "../../../src/economics/nat-price.ts";
import { WAD } from "../../../src/model/units.ts";

const jobs = fc.array(
  fc.record({
    rewardWei: fc.bigInt(1n, 10n ** 27n),
    expectedEntropyWad: fc.bigInt(0n, 100n * WAD),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("the price of a nat", () => {
  it("is the rewards over the expected entropy", () => {
    const job = { rewardWei: 40n * WAD, expectedEntropyWad: WAD / 4n };
    assert.equal(defaultNatPriceWei([job]), 160n * WAD);
    assert.equal(defaultNatPriceWei([job, { ...job, expectedEntropyWad: (3n * WAD) / 4n }]), 80n * WAD);
  });

  it("is nothing where no uncertainty is expected to be removed", () => {
    assert.equal(defaultNatPriceWei([{ rewardWei: WAD, expectedEntropyWad: 0n }]), 0n);
    assert.equal(defaultNatPriceWei([]), 0n);
  });

  it("makes all uncertainty worth what the work adds, but for rounding by a wei a nat", () => {
    fc.assert(
      fc.property(jobs, (planned) => {
        const entropyWad = planned.reduce((sum, job) => sum + job.expectedEntropyWad, 0n);
        const addedWei = planned.reduce((sum, job) => sum + addedWorthWei(job.rewardWei), 0n);
        const worthWei = entropyWei(entropyWad, WAD, defaultNatPriceWei(planned));
        assert.ok(worthWei <= addedWei);
        if (entropyWad > 0n) assert.ok(addedWei - worthWei <= entropyWad / WAD + 2n);
      }),
    );
  });
});
