import assert from "node:assert/strict";
import { test } from "node:test";
import { drillsInBrief, jobsInBrief } from "../../../../src/reports/national/national-report.ts";

const drills = (...verdicts: readonly ("passed" | "failed" | "not exercised")[]) =>
  verdicts.map((verdict) => ({ verdict }));

test("never says that drills passed where none was rehearsed", () => {
  assert.equal(drillsInBrief([]), "nothing rehearsed");
  assert.equal(drillsInBrief(drills("passed")), "1 of 1 drill passed");
  assert.equal(drillsInBrief(drills("not exercised")), "0 of 1 drill passed, 1 not exercised");
  assert.equal(
    drillsInBrief(drills("passed", "failed", "passed", "not exercised")),
    "2 of 4 drills passed, 1 failed, 1 not exercised",
  );
});

test("says of a nation without jobs that it has none, not that none was settled", () => {
  assert.deepEqual([[], [1], [1, 2]].map(jobsInBrief), [
    "No job of the nation's own",
    "1 job settled",
    "2 jobs settled",
  ]);
});
