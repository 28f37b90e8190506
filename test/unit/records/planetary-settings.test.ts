import assert from "node:assert/strict";
import { before, describe, it, test } from "node:test";
import fc from "fast-check";
import { defaultNatPriceWei } from "../../../src/economics/nat-price.ts";
import type { Job, Plan } from "../../../src/model/plan.ts";
import {
  councilThreshold,
  executorRegions,
  governorConfiguration,
  rewardParameters,
} from "../../../src/records/planetary-settings.ts";
import { basePlan } from "../../support/base-plan.ts";

const DAY_SECONDS = 86_400;
const GUARDIAN = `0x${"1".repeat(40)}`;
/** What `FreeEnergy` still takes. */
const MOST_WEI = 2n ** 96n - 1n;

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

function extensionOf(votingPeriodSeconds: number): number {
  const { protocol } = plan;
  const windows = { ...protocol.windows, votingPeriodSeconds };
  return governorConfiguration({ ...plan, protocol: { ...protocol, windows } }, GUARDIAN)
    .lateQuorumExtensionSeconds;
}

test("a late quorum extends a vote by a day, but by no more than the voting period of a plan", () => {
  assert.equal(extensionOf(5 * DAY_SECONDS), DAY_SECONDS);
  assert.equal(extensionOf(DAY_SECONDS), DAY_SECONDS);
  assert.equal(extensionOf(60), 60);
});

test("a reward epoch pays a hundredth of the budget, and never more than the engine can reckon with", () => {
  const of = (totalWei: bigint) => rewardParameters({ ...plan, budget: { ...plan.budget, totalWei } });
  assert.deepEqual([of(12_399n).epochCapWei, of(12_399n).amountCapWei], [123n, 12_399n]);
  assert.deepEqual([of(MOST_WEI).amountCapWei, of(MOST_WEI + 1n).amountCapWei], [MOST_WEI, MOST_WEI]);
  assert.equal(of(MOST_WEI * 200n).epochCapWei, MOST_WEI);
});

test("a nat is worth what the plan says, else what its jobs make it worth, and never more than the engine can reckon with", () => {
  const priced = (natPriceWei: bigint | null) =>
    rewardParameters({ ...plan, budget: { ...plan.budget, natPriceWei } }).natPriceWei;
  assert.equal(priced(7n), 7n);
  assert.equal(priced(0n), 0n);
  assert.equal(priced(null), defaultNatPriceWei(plan.jobs));
  assert.ok(defaultNatPriceWei(plan.jobs) > 0n);
  assert.equal(priced(MOST_WEI + 1n), MOST_WEI);
});

test("a council's threshold is the least majority", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (members) => {
      const threshold = councilThreshold(members);
      assert.ok(threshold * 2 > members && (threshold - 1) * 2 <= members && threshold <= members);
    }),
  );
});

describe("the regions that get an executor", () => {
  const withJobsIn = (...regions: (string | null)[]) =>
    executorRegions({ ...plan, jobs: regions.map((region) => ({ ...(plan.jobs[0] as Job), region })) });

  it("are those with jobs, in the plan's order", () => {
    assert.deepEqual(withJobsIn("SOUTH", "NORTH", "SOUTH"), ["NORTH", "SOUTH"]);
    assert.deepEqual(withJobsIn("SOUTH"), ["SOUTH"]);
    assert.deepEqual(withJobsIn(), []);
  });

  it("end with the global one where jobs belong to no region, or to none of this plan", () => {
    assert.deepEqual(withJobsIn(null, "SOUTH"), ["SOUTH", "GLOBAL"]);
    assert.deepEqual(withJobsIn("ELSEWHERE", null), ["GLOBAL"]);
  });
});
