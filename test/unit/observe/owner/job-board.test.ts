import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { latenessOf } from "../../../../src/observe/owner/job-board.ts";

const assigned = { status: "assigned", deadline: 100n, graceSeconds: 10n };

describe("the lateness of a job", () => {
  it("begins at the soft deadline and turns at the hard one", () => {
    const at = (now: bigint) => latenessOf(assigned, null, now);
    assert.deepEqual([at(99n), at(100n), at(109n), at(110n)], ["none", "late", "late", "past grace"]);
  });

  it("is remembered of what was handed in late", () => {
    const submitted = { ...assigned, status: "submitted" };
    assert.equal(latenessOf(submitted, 99n, 500n), "none");
    assert.equal(latenessOf(submitted, 100n, 500n), "was late");
  });

  it("counts an agent's expiry, not that of a job which nobody took", () => {
    assert.equal(latenessOf({ ...assigned, status: "expired" }, null, 500n), "was late");
    assert.equal(latenessOf({ ...assigned, status: "expired", deadline: 0n }, null, 500n), "none");
  });

  it("does not touch jobs without an agent", () => {
    assert.equal(latenessOf({ ...assigned, status: "open", deadline: 0n }, null, 500n), "none");
  });
});
