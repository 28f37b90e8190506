import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import { committedWei, regionNeeds } from "../../../../src/records/planetary/region-needs.ts";
import { basePlan } from "../../../support/base-plan.ts";

const MILLI_WEI = 10n ** 15n;
/** Reward, a fee of a hundredth, six seats at a twentieth of eight tokens, seven bonds of a twentieth and 25 jurors' seats. */
const FIRST_WEI = (300_000n + 3_000n + 2_400n) * MILLI_WEI;
const FIRST_BONDS_WEI = 115_000n * MILLI_WEI;
const SECOND_WEI = (400_000n + 4_000n + 2_400n) * MILLI_WEI;
const SECOND_BONDS_WEI = 150_000n * MILLI_WEI;

let base: Plan;
before(async () => {
  base = await basePlan();
});

const needs = (planetary: Partial<Plan>) =>
  regionNeeds({ national: base, planetary: { ...base, ...planetary } });

/** Both jobs in the north, one of which may depend on the other. */
const northern = (dependencies: readonly string[]): Job[] =>
  base.jobs.map((job) => ({
    ...job,
    region: "NORTH",
    dependencies: job.id === "SECOND" ? dependencies : [],
  }));

describe("what a region needs", () => {
  it("is what its jobs cost, and their bonds, at the nation's terms", () => {
    assert.deepEqual(
      needs({}).map(({ region, costWei, bondsWei }) => [region, costWei, bondsWei]),
      [
        ["NORTH", FIRST_WEI, FIRST_BONDS_WEI],
        ["SOUTH", SECOND_WEI, SECOND_BONDS_WEI],
      ],
    );
    assert.equal(committedWei(base, base.jobs[0] as Job), FIRST_WEI + FIRST_BONDS_WEI);
  });

  it("allows what its dearest job commits, and its dearest day, where it states nothing", () => {
    const [beside] = needs({ jobs: northern([]) });
    const [first, second] = [FIRST_WEI + FIRST_BONDS_WEI, SECOND_WEI + SECOND_BONDS_WEI];
    assert.deepEqual(beside?.terms, { jobWei: second, dayWei: first + second, approvalSeconds: 0 });
    const [after] = needs({ jobs: northern(["FIRST"]) });
    assert.deepEqual(after?.terms, { jobWei: second, dayWei: second, approvalSeconds: 0 });
  });

  it("allows what it states", () => {
    const [north] = base.regions;
    const stated = { jobLimitWei: 7n, dayLimitWei: 8n, approvalSeconds: 9 };
    const regions = [{ ...(north as Plan["regions"][number]), ...stated }];
    const [own] = needs({ regions, jobs: northern([]) });
    assert.deepEqual(own?.terms, { jobWei: 7n, dayWei: 8n, approvalSeconds: 9 });
  });

  it("goes by the defaults for jobs of no region", () => {
    const jobs = base.jobs.map((job) => ({ ...job, region: null }));
    const [global] = needs({ jobs });
    assert.deepEqual([global?.region, global?.terms.approvalSeconds], ["GLOBAL", 0]);
  });
});
