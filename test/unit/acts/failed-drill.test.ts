import assert from "node:assert/strict";
import { it } from "node:test";
import { failedDrill } from "../../../src/acts/failed-drill.ts";
import type { DrillRecord } from "../../../src/model/drill.ts";

function drill(id: string, more: Partial<DrillRecord>): DrillRecord {
  return {
    id,
    kind: "own",
    verdict: "failed",
    expected: "a 1; b 2",
    happened: "a 1; b 3",
    ...more,
  } as DrillRecord;
}

it("a stage says of each drill that failed what differs, and nothing of others", () => {
  assert.equal(failedDrill([drill("fine", { verdict: "passed" })]), null);
  const failure = failedDrill([
    drill("first", {}),
    drill("idle", { verdict: "not exercised" }),
    drill("second", { kind: "pause", expected: "x", happened: "y; z" }),
  ]);
  assert.equal(
    failure?.message,
    'The drill "first" did not go as expected. Expected: b 2. Happened: b 3. The drill "second" did not go as expected. Expected: x. Happened: y; z.',
  );
});
