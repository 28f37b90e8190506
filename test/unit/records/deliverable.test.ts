import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Job } from "../../../src/model/plan.ts";
import { poorResultHashOf, resultHashOf } from "../../../src/records/deliverable.ts";
import { sha256OfText } from "../../../src/support/digest.ts";
import { basePlan } from "../../support/base-plan.ts";

describe("the result of a job", () => {
  it("is its deliverable's digest, whichever attempt hands it in, and a digest of its own without one", async () => {
    const plan = await basePlan();
    const [job] = plan.jobs as [Job];
    const sha256 = sha256OfText("work");
    const deliverable = { stated: "a", path: "plans/asi-takeoff/a", sha256 };
    assert.equal(resultHashOf(plan, { ...job, deliverable }), `0x${sha256}`);
    assert.match(resultHashOf(plan, job), /^0x[0-9a-f]{64}$/);
    assert.throws(() => resultHashOf(plan, { ...job, deliverable: { ...deliverable, sha256: null } }));
  });

  it("is no file's where the work is poor, and another one at each attempt", () => {
    assert.notEqual(poorResultHashOf({ id: "A" }, 1), poorResultHashOf({ id: "A" }, 2));
    assert.notEqual(poorResultHashOf({ id: "A" }, 1), poorResultHashOf({ id: "B" }, 1));
  });
});
