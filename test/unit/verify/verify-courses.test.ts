import assert from "node:assert/strict";
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { PLAN_PATHS } from "../../../src/model/layout.ts";
import { readReceipt } from "../../../src/records/read-receipt.ts";
import { coursesLine, verifyCourses } from "../../../src/verify/verify-courses.ts";
import { temporaryFolder } from "../dossier/fixture.ts";

const LOCAL = 31_337;

test("a dossier without a plan that can be loaded foretells nothing, and is told so", async (t) => {
  const check = await verifyCourses(temporaryFolder(t), [], LOCAL);
  assert.deepEqual(
    check?.findings.map(({ code }) => code),
    ["OMNI4121"],
  );
});

test("jobs of the plan that no receipt tells of are a finding, whatever else the receipts hold", async (t) => {
  const folder = temporaryFolder(t);
  const plan = join(folder, "data", PLAN_PATHS.national);
  mkdirSync(dirname(plan), { recursive: true });
  copyFileSync(PLAN_PATHS.national, plan);
  const hostile = ["{}", "[1]", "null", '{"jobs":[{"attempts":[null,5]}],"attempts":{"jobId":[]}}', "{"];
  const receipts = hostile.map((text, index) => readReceipt({ path: `reports/${index}.json`, text }));
  const check = await verifyCourses(folder, receipts, LOCAL);
  assert.match(check?.findings[0]?.message ?? "", /"GRID-SURVEY" was not posted|GRID-SURVEY.*was not posted/);
  assert.match(coursesLine(check), /not as they were/);
});

test("nothing is foretold of a chain whose accounts follow from no names", async (t) => {
  const check = await verifyCourses(temporaryFolder(t), [], 1);
  assert.equal(check, null);
  assert.equal(coursesLine(check), "  jobs   not foretold");
});
