import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { summaryText } from "../../../src/cli/run-summary.ts";
import type { ScriptFailure } from "../../../src/model/run-events.ts";
import type { RunState } from "../../../src/run/state.ts";

const FAILURE: ScriptFailure = {
  step: "dossier",
  command: { script: "dossier:build", args: [], env: { OMNISOVEREIGN_OUT: "my reports" } },
  outcome: { kind: "exited", exitCode: 4 },
  logPath: "reports/.omnisovereign/logs/dossier-build.log",
  lastLines: ["a file is \u001b[31mmissing"],
};

const STATE: RunState = {
  plan: "p.json",
  out: "reports",
  steps: [
    {
      step: "takeoff",
      status: "succeeded",
      milliseconds: 12_340,
      result: { transactions: 1204, artefacts: 43, changed: null },
    },
    { step: "dossier", status: "pending", milliseconds: 0, result: null },
  ],
  failure: null,
  outcome: "succeeded",
  dossier: null,
  milliseconds: 13_000,
};

describe("the summary of a run", () => {
  it("has a row for each stage, the totals, and the root", () => {
    const dossier = { path: "reports/omnisovereign/dossier", root: "ab".repeat(32) };
    assert.equal(
      summaryText({ ...STATE, dossier }),
      `stage    result     seconds  transactions  artefacts
takeoff  succeeded     12.3          1204         43
dossier  pending
total                  13.0          1204         43

dossier  reports/omnisovereign/dossier
root     ${dossier.root}`,
    );
  });

  it("shows the end of a failed script's log, escaped, and the command that runs it again", () => {
    const lines = summaryText({ ...STATE, outcome: "failed", failure: FAILURE })
      .split("\n")
      .slice(-4);
    assert.deepEqual(lines, [
      "The end of reports/.omnisovereign/logs/dossier-build.log:",
      "  a file is \\u{1b}[31mmissing",
      "",
      'OMNI2110  The script "dossier:build" ended with exit code 4.  ' +
        "Once mended, run it again: OMNISOVEREIGN_OUT='my reports' npm run dossier:build",
    ]);
  });

  it("says so when the operator stopped it", () => {
    const failure: ScriptFailure = { ...FAILURE, outcome: { kind: "interrupted" } };
    assert.match(summaryText({ ...STATE, outcome: "interrupted", failure }), /\nInterrupted; .* intact\.$/);
  });

  it("says whether a stage that ran again came out the same", () => {
    const again = (changed: readonly string[]): string => {
      const result = { transactions: 0, artefacts: 2, changed };
      return summaryText({
        ...STATE,
        steps: [{ step: "kit", status: "succeeded", milliseconds: 1, result }],
      });
    };
    assert.match(again([]), /\nkit: every artefact equals the recorded one$/);
    assert.match(
      again(["a.json", "b.json"]),
      /\nkit: 2 artefacts differ from the recorded ones, first a\.json$/,
    );
  });
});
