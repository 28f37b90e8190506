import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { junitReport } from "../../../src/cli/junit-report.ts";
import type { GovernanceKit, KitCheck } from "../../../src/model/kit.ts";
import { BEFORE_RUN, type RunState } from "../../../src/run/state.ts";

const check = (id: string, status: KitCheck["status"]): KitCheck => ({
  id,
  status,
  question: 'Is "it" <so>?',
  finding: "Not \u001b yet & so",
  evidence: [],
  transactions: [],
});

const KIT = {
  layer: "national",
  checklist: [check("drill-pause", "done"), check("escrow-empty", "open")],
} as unknown as GovernanceKit;

const STATE: RunState = {
  ...BEFORE_RUN,
  out: "reports",
  outcome: "failed",
  steps: [
    { step: "takeoff", status: "succeeded", milliseconds: 1_234, result: null },
    { step: "global", status: "failed", milliseconds: 10, result: null },
    { step: "kit", status: "pending", milliseconds: 0, result: null },
  ],
  failure: {
    step: "global",
    command: { script: "it", args: [], env: {} },
    outcome: { kind: "exited", exitCode: 1 },
    logPath: null,
    lastLines: ['OMNI3050  "]]>" failed.  Look.', ""],
  },
};

describe("a report for pipelines", () => {
  it("has stages, drills and checks, with what strangers chose as text", () => {
    assert.equal(
      junitReport(STATE, [KIT]),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="stages" tests="3" failures="1" skipped="1">
    <testcase classname="stages" name="takeoff" time="1.234"/>
    <testcase classname="stages" name="global" time="0.010">
      <failure message="The script &quot;it&quot; ended with exit code 1. OMNI3050  &quot;]]&gt;&quot; failed.  Look."/>
    </testcase>
    <testcase classname="stages" name="kit">
      <skipped message="pending"/>
    </testcase>
  </testsuite>
  <testsuite name="national drills" tests="1" failures="0" skipped="0">
    <testcase classname="national drills" name="drill-pause: Is &quot;it&quot; &lt;so&gt;?"/>
  </testsuite>
  <testsuite name="national checks" tests="1" failures="0" skipped="1">
    <testcase classname="national checks" name="escrow-empty: Is &quot;it&quot; &lt;so&gt;?">
      <skipped message="Not \\u{1b} yet &amp; so"/>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });
});
