import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { errorLines, issueLines, workflowCommand } from "../../../src/cli/actions.ts";
import { jobSummary, refusalSummary } from "../../../src/cli/actions-summary.ts";
import type { PlanIssue } from "../../../src/model/plan-result.ts";
import { BEFORE_RUN } from "../../../src/run/state.ts";
import { harmless } from "../../../src/system/workflow-log.ts";

const ISSUE: PlanIssue = {
  file: "plans/a,b:c.json",
  line: 3,
  column: 7,
  code: "OMNI1500",
  severity: "warning",
  message: 'jobs[0]["100%\n::error::x"] is not a field.',
  mend: "Remove it.",
  pointer: "/jobs/0",
};

/** How the runner finds commands (actions/runner, `src/Runner.Common/ActionCommand.cs`). */
const isTaken = (line: string): boolean => /^\s*::/.test(line) || line.includes("##[");

describe("in a workflow of GitHub", () => {
  it("an issue of a plan marks its place in the file, whatever its texts are", () => {
    const env = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: process.cwd() };
    const [line = "", mark = "", ...more] = issueLines(ISSUE, env);
    assert.deepEqual(more, []);
    assert.ok(!isTaken(line));
    assert.equal(
      mark,
      '::warning file=plans/a%2Cb%3Ac.json,line=3,col=7,title=OMNI1500::jobs[0]["100%25\\u{a}::error::x"] is not a field.  Remove it.',
    );
  });

  it("nothing is marked elsewhere", () => {
    assert.equal(issueLines(ISSUE, {}).length, 1);
    assert.deepEqual(errorLines({ code: "OMNI2104", message: "m", mend: "n" }, {}), []);
  });

  it("text that strangers chose is no command", () => {
    for (const text of [
      "::add-mask::a",
      "  ::error::a",
      "a ##[error]b",
      ":::x",
      "ok\n::stop-commands::t",
      "##[##[a",
    ]) {
      for (const line of harmless(text).split("\n")) assert.ok(!isTaken(line), line);
    }
    assert.equal(harmless("takeoff: a :: b"), "takeoff: a :: b");
  });

  it("a command is one line", () => {
    assert.equal(workflowCommand("group", "a\r\nb%"), "::group::a%0D%0Ab%25");
  });

  it("the summary of the job shows errors and what each stage came to, as text", () => {
    const state = {
      ...BEFORE_RUN,
      plan: "p|`.json",
      outcome: "failed" as const,
      steps: [{ step: "takeoff" as const, status: "failed" as const, milliseconds: 1_200, result: null }],
    };
    const page = jobSummary(state, [{ code: "OMNI2110", message: "<img src=x>", mend: "[x](y)" }]);
    assert.match(page, /^## Rehearsal failed\n/);
    assert.match(page, /\| takeoff \| failed \| 1\.2 \| {2}\| {2}\|/);
    assert.doesNotMatch(page, /<img|\[x\]\(/);
  });

  it("the summary of the job shows where a plan is refused, and why, as text", () => {
    const page = refusalSummary("p|`.json", [{ ...ISSUE, severity: "error", mend: "[x](y)" }]);
    assert.match(page, /^## Rehearsal refused\n/);
    assert.match(page, /\| `plans\/a,b:c\.json:3:7` \| `OMNI1500` \| jobs/);
    assert.doesNotMatch(page, /^\s*::|\[x\]\(/m);
  });
});
