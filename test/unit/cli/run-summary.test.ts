import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { summaryJson, summaryText } from "../../../src/cli/run-summary.ts";
import type { ScriptFailure } from "../../../src/model/run-events.ts";
import type { RunState, StepState } from "../../../src/run/state.ts";

const FAILURE: ScriptFailure = {
  step: "dossier",
  command: { script: "dossier:build", args: [], env: { OMNISOVEREIGN_OUT: "my reports" } },
  outcome: { kind: "exited", exitCode: 4 },
  logPath: "reports/.omnisovereign/logs/dossier-build.log",
  lastLines: ["a file is \u001b[31mmissing"],
};

const NOTHING = { transactions: 0, artefacts: 0, changed: null };

const TAKEOFF: StepState = {
  step: "takeoff",
  status: "succeeded",
  milliseconds: 12_340,
  result: { transactions: 1204, artefacts: 43, changed: null },
};
const DOSSIER: StepState = { step: "dossier", status: "pending", milliseconds: 0, result: null };

const STATE: RunState = {
  plan: "p.json",
  out: "reports",
  steps: [TAKEOFF, DOSSIER],
  failure: null,
  outcome: "succeeded",
  dossier: null,
  milliseconds: 13_000,
};

describe("the summary of a run", () => {
  it("says where to look when npm fails before the script, whose log is empty then", () => {
    for (const lines of [[], [""]]) {
      const failure = { ...FAILURE, outcome: { kind: "exited", exitCode: 243 }, lastLines: lines } as const;
      const text = summaryText({ ...STATE, outcome: "failed", failure });
      assert.match(text, /^OMNI2114 {2}.*exit code 243 without a word.*npm .*run dossier:build$/m);
      assert.doesNotMatch(text, /^The end of/m);
    }
  });

  it("has a row for each stage, the totals, and the root", () => {
    const dossier = { path: "reports/omnisovereign/dossier", root: "ab".repeat(32) };
    const done = { ...DOSSIER, status: "succeeded", milliseconds: 700, result: NOTHING } as const;
    assert.equal(
      summaryText({ ...STATE, steps: [TAKEOFF, done], dossier }),
      `stage    result     seconds  transactions  artefacts
takeoff  succeeded     12.3          1204         43
dossier  succeeded      0.7             0          0
total                  13.0          1204         43

dossier  reports/omnisovereign/dossier
root     ${dossier.root}
verdict  every job and every drill of its stages ended as foretold`,
    );
  });

  const failed = (lastLines: readonly string[]): readonly string[] => {
    const state = { ...STATE, outcome: "failed", failure: { ...FAILURE, lastLines } } as const;
    const text = summaryText(state, { OMNISOVEREIGN_OUT: "my reports" });
    return text.slice(text.indexOf("\n\n") + 2).split("\n");
  };
  const next = [
    "Log      reports/.omnisovereign/logs/dossier-build.log",
    "Go on    npx omnisovereign run --from dossier --out 'my reports'",
  ];

  it("shows the end of the log of a script that broke down, escaped, and the command that runs it again", () => {
    assert.deepEqual(failed(["a file is \u001b[31mmissing"]), [
      "The end of reports/.omnisovereign/logs/dossier-build.log:",
      "  a file is \\u{1b}[31mmissing",
      "",
      'OMNI2110  The script "dossier:build" ended with exit code 4.  ' +
        "Once mended, run it again: OMNISOVEREIGN_OUT='my reports' npm run dossier:build",
      ...next,
    ]);
  });

  it("shows the errors with which a script ended, and nothing else of it", () => {
    const own = ["p.json:1:2  OMNI1001  found  do", "OMNI4015  No dossier was \u001b[31mbuilt.  Mend it."];
    assert.deepEqual(failed(["working", ...own, ""]), [
      own[0],
      own[1]?.replace("\u001b", "\\u{1b}"),
      ...next,
    ]);
  });

  it("names the script's own error in the JSON document, and its exit code", () => {
    const lastLines = ["OMNI4015  No  dossier.  Mend it."];
    const { error, exitCode, goOn } = JSON.parse(
      JSON.stringify(summaryJson({ ...STATE, outcome: "failed", failure: { ...FAILURE, lastLines } })),
    );
    assert.deepEqual(error, { code: "OMNI4015", message: "No  dossier.", mend: "Mend it." });
    assert.deepEqual([exitCode, goOn], [4, "npx omnisovereign run --from dossier"]);
  });

  it("says what lacked, whatever a script made of it", () => {
    const lines = failed(["Error: ENOSPC: no space left on device, write", "    at x"]);
    assert.match(
      `${lines.find((line) => line.startsWith("OMNI"))}`,
      /^OMNI5018 {2}There is no room left in "reports": ENOSPC/,
    );
  });

  it("says so when the operator stopped it, and how to go on", () => {
    const failure: ScriptFailure = { ...FAILURE, outcome: { kind: "interrupted" } };
    const steps = [{ ...TAKEOFF, status: "interrupted" as const }, DOSSIER];
    const text = summaryText({ ...STATE, steps, outcome: "interrupted", failure });
    assert.match(text, /\nInterrupted; .* intact\.\nLog .*\nGo on {4}npx omnisovereign run --from takeoff$/);
    const picked = summaryText({ ...STATE, steps: [steps[0] as StepState], outcome: "interrupted", failure });
    assert.match(picked, /\nGo on {4}npx omnisovereign run --stage takeoff$/);
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
