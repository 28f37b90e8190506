import assert from "node:assert/strict";
import { test } from "node:test";
import type { VerifyReport } from "../../../src/model/dossier.ts";
import { type Rebuild, rebuildLine, withRebuild } from "../../../src/verify/verify-rebuild.ts";

const INTACT = {
  verdict: "intact",
  madeBy: { version: "1.0.0", code: "ab".repeat(32) },
  madeByThisCode: true,
  findings: [],
} as unknown as VerifyReport;

const DIFFERS: Rebuild = {
  kind: "differs",
  root: "cd".repeat(32),
  first: { stage: "takeoff", path: "reports/a.json", change: "changed", pointer: "/jobs/0", a: "x", b: "y" },
  files: 3,
};

test("the same root speaks for a dossier", () => {
  assert.equal(withRebuild(INTACT, { kind: "equal", root: "" }).verdict, "intact");
});

test("another root breaks a dossier of this code, and names stage, file and field", () => {
  const { verdict, findings } = withRebuild(INTACT, DIFFERS);
  assert.deepEqual(
    [verdict, findings[0]?.code, findings[0]?.path],
    ["broken", "OMNI4141", "data/reports/a.json"],
  );
  assert.match(
    `${findings[0]?.message}`,
    /first in stage "takeoff", "data\/reports\/a\.json" at \/jobs\/0: the dossier has "x", the run "y"\. 3 files differ; the run's root is cdcd/,
  );
});

test("a file that one side lacks is said to be nothing there", () => {
  const first = { stage: null, path: "journal.jsonl", change: "only-in-a" } as const;
  const { findings } = withRebuild(INTACT, { ...DIFFERS, first, files: 1 });
  assert.match(
    `${findings[0]?.message}`,
    /first in "data\/journal\.jsonl": the dossier has "a file", the run nothing\. 1 file differs;/,
  );
});

test("of a dossier that other code made, it says only that it was not checked", () => {
  const { verdict, findings } = withRebuild({ ...INTACT, madeByThisCode: false }, DIFFERS);
  assert.deepEqual([verdict, findings[0]?.code], ["not checked", "OMNI4133"]);
});

test("a run that did not get to its end is never a success", () => {
  const ends: readonly Rebuild[] = [
    { kind: "refused", plan: "p", problem: "OMNI1001 no" },
    { kind: "failed", stage: "owner", problem: "OMNI2120 no" },
    { kind: "interrupted" },
  ];
  for (const end of ends) {
    assert.equal(withRebuild(INTACT, end).verdict, "broken");
    assert.match(rebuildLine(end), /^ {2}rebuild (refused|failed|interrupted)$/);
  }
});

test("what was not run is said to be not done", () => {
  assert.equal(rebuildLine(null), "  rebuild not done");
});
