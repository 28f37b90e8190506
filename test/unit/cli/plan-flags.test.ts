import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type RequestFlags, requestOf } from "../../../src/cli/plan-flags.ts";

const code = (expected: string) => (error: { code?: string }) => error.code === expected;

describe("what a generated plan is asked to be", () => {
  it("is a small plan that runs when nothing is said", () => {
    assert.deepEqual(requestOf({}), { template: "minimal", jobs: 3, regions: 0, council: 0, seed: "1" });
  });

  it("has no more regions than jobs by default, and a job for each region that is asked for", () => {
    assert.equal(requestOf({ template: "planetary", jobs: "2" }).regions, 2);
    assert.equal(requestOf({ template: "shared", regions: "12" }).jobs, 12);
  });

  for (const flags of [
    { jobs: "0" },
    { jobs: "-1" },
    { jobs: "1.5" },
    { jobs: "20001" },
    { council: "65" },
    { council: "" },
    { template: "planetary", regions: "49" },
    { template: "planetary", regions: "0" },
    { template: "planetary", jobs: "3", regions: "4" },
  ] as const satisfies readonly RequestFlags[]) {
    it(`refuses ${JSON.stringify(flags)}`, () => {
      assert.throws(() => requestOf(flags), code("OMNI5011"));
    });
  }

  it("refuses regions where the template has none", () => {
    assert.throws(() => requestOf({ template: "national", regions: "2" }), code("OMNI5012"));
  });
});
