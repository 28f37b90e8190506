import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { formatIssue, formatSchedule } from "../../../src/plan/format.ts";
import { loadPlan } from "../../../src/plan/load.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

describe("plan texts for a terminal", () => {
  it("show waves, days, slack and the critical path, with hostile titles made visible", async (t) => {
    const result = await loadPlan("test/fixtures/plans/foreign.json", { folder: ROOT });
    assert.ok(result.ok);
    const shown = formatSchedule(result.plan);
    assert.doesNotMatch(shown.replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
    t.assert.fileSnapshot(shown, "test/snapshots/foreign-schedule.txt", { serializers: [String] });
  });

  it("keep an issue on one line, whatever is in the file's name and values", () => {
    const issue = {
      file: "a\nb.json",
      line: 3,
      column: 7,
      code: "OMNI1022",
      severity: "error",
      message: "\u001b[2Jfound",
      mend: "mend\r",
      pointer: "/x",
    } as const;
    assert.equal(formatIssue(issue), "a\\u{a}b.json:3:7  OMNI1022  \\u{1b}[2Jfound  mend\\u{d}");
  });
});
