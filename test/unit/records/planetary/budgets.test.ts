import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { LayeredProject } from "../../../../src/model/loaded-project.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import { AddressBook } from "../../../../src/records/address-book.ts";
import { budgetsOf, requestsOf } from "../../../../src/records/planetary/budgets.ts";
import { contractType } from "../../../../src/system/contract-artefacts.ts";
import { basePlan } from "../../../support/base-plan.ts";

const REGIONS = ["NORTH", "SOUTH", "GLOBAL"];
const entries = REGIONS.map((region) => ({
  name: `RegionalExecutor ${region}`,
  address: accountOf(region).address,
  artifact: "RegionalExecutor",
}));
const BOOK = AddressBook.from(entries, contractType);

let base: Plan;
before(async () => {
  base = await basePlan();
});

/** Jobs of these regions that pay a thousand wei each. */
const jobsIn = (...regions: (string | null)[]): Job[] =>
  regions.map((region) => ({
    ...(base.jobs[0] as Job),
    region,
    rewardWei: 1_000n,
    validatorBonusCapBps: 500,
  }));

function budgeted(planetary: Partial<Plan>, feeBps = 100) {
  const fees = { ...base.protocol.fees, protocolBps: feeBps };
  const national = { ...base, protocol: { ...base.protocol, fees } };
  const project = { national, planetary: { ...base, ...planetary } } as LayeredProject;
  return requestsOf(BOOK, project).map(({ region, askedWei, allocatedWei }) => [
    region,
    askedWei,
    allocatedWei,
  ]);
}

const allocated = (...allocations: readonly { key: string; region: string | null; amountWei: bigint }[]) => ({
  ...base.budget,
  allocations: allocations as Plan["budget"]["allocations"],
});

describe("what a region asks for", () => {
  it("is its allocation, where its jobs do not cost more", () => {
    const budget = allocated({ key: "NORTH", region: null, amountWei: 6_149n });
    assert.deepEqual(budgeted({ jobs: jobsIn("NORTH", "NORTH"), budget }), [["NORTH", 6_149n, 6_149n]]);
  });

  it("is what its jobs cost with fee, bonus and seats, and their bonds, where the plan allocates less, or nothing", () => {
    const [scarce, none] = [allocated({ key: "NORTH", region: null, amountWei: 6_147n }), allocated()];
    const jobs = jobsIn("NORTH", "NORTH");
    assert.deepEqual(budgeted({ jobs, budget: scarce }), [["NORTH", 6_148n, 6_147n]]);
    assert.deepEqual(budgeted({ jobs, budget: none }), [["NORTH", 6_148n, null]]);
  });

  it("counts the nation's fee, for the nation's registry takes it", () => {
    assert.deepEqual(budgeted({ jobs: jobsIn("NORTH"), budget: allocated() }, 1_000), [
      ["NORTH", 3_164n, null],
    ]);
  });

  it("is found under the region that an allocation means, whatever its key", () => {
    const budget = allocated(
      { key: "SOUTH", region: "NORTH", amountWei: 9_000n },
      { key: "sunny", region: "SOUTH", amountWei: 8_000n },
    );
    assert.deepEqual(budgeted({ jobs: jobsIn("NORTH", "SOUTH"), budget }), [
      ["NORTH", 9_000n, 9_000n],
      ["SOUTH", 8_000n, 8_000n],
    ]);
  });

  it("is of its own jobs alone; those of no region are the global executor's", () => {
    assert.deepEqual(budgeted({ jobs: jobsIn("SOUTH", null, "SOUTH"), budget: allocated() }), [
      ["SOUTH", 6_148n, null],
      ["GLOBAL", 3_074n, null],
    ]);
  });

  it("goes to the region's executor", () => {
    const project = { national: base, planetary: base } as LayeredProject;
    const executors = requestsOf(BOOK, project).map(({ executor }) => executor);
    assert.deepEqual(executors, [accountOf("NORTH").address, accountOf("SOUTH").address]);
  });
});

describe("a region's budget", () => {
  const project = (voiceCredits: number) => {
    const { protocol } = base;
    const budget = allocated(
      { key: "NORTH", region: null, amountWei: 18_000n },
      { key: "SOUTH", region: null, amountWei: 6_000n },
    );
    const quorum = { ...protocol.quorum, voiceCredits };
    const planetary = { ...base, budget, jobs: jobsIn("NORTH", "SOUTH"), protocol: { ...protocol, quorum } };
    return { national: base, planetary } as unknown as LayeredProject;
  };
  const approvedAndPaid = (...args: Parameters<typeof budgetsOf>) =>
    budgetsOf(...args).map(({ approvedWei, paidWei }) => [approvedWei, paidWei]);

  it("is what it asks for where the owner approves it", () => {
    assert.deepEqual(approvedAndPaid(BOOK, project(100), false), [
      [18_000n, 18_000n],
      [6_000n, 6_000n],
    ]);
  });

  it("is its part of the pot where a council divides, of which the treasury pays no more than was asked for", () => {
    assert.deepEqual(approvedAndPaid(BOOK, project(100), true), [
      [18_000n, 18_000n],
      [6_000n, 6_000n],
    ]);
    assert.deepEqual(approvedAndPaid(BOOK, project(6), true), [
      [16_000n, 16_000n],
      [8_000n, 6_000n],
    ]);
  });

  it("covers its jobs however few votes an allowance has", () => {
    for (let credits = 1; credits < 40; credits += 1) {
      for (const { approvedWei, paidWei, neededWei } of budgetsOf(BOOK, project(credits), true)) {
        assert.ok(approvedWei >= neededWei && paidWei >= neededWei && paidWei <= approvedWei);
      }
    }
  });
});
