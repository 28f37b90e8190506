import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BEFORE_LIVE, type LiveState, reduceLive } from "../../../../src/cli/reporters/live-state.ts";
import { liveLines } from "../../../../src/cli/reporters/live-view.ts";
import type { RunEvent } from "../../../../src/model/run-events.ts";
import type { StepId } from "../../../../src/model/stage.ts";

const plain = (text: string): string => text;
const PALETTE = { good: plain, bad: plain, faint: plain };
const EXPECTED = new Map<StepId, number>([
  ["takeoff", 6_000],
  ["owner", 4_000],
  ["dossier", 1_500],
]);

const command = (script: string) => ({ script, args: [], env: {} });
const START: readonly RunEvent[] = [
  { type: "run-started", plan: "p.json", out: "reports", steps: ["takeoff", "owner", "dossier"] },
  { type: "step-started", step: "takeoff" },
  { type: "script-started", step: "takeoff", command: command("takeoff-script") },
  {
    type: "step-finished",
    step: "takeoff",
    result: { transactions: 212, artefacts: 40, changed: null },
    milliseconds: 5_900,
  },
  { type: "step-started", step: "owner" },
  { type: "script-started", step: "owner", command: command("pause") },
  {
    type: "script-work",
    step: "owner",
    script: "pause",
    work: {
      block: 301,
      transactions: 12,
      doing: { kind: "drill", id: "a \u001b[2J drill", number: 2, of: 5 },
    },
  },
];

function after(events: readonly RunEvent[]): LiveState {
  return events.reduce((state, event, index) => reduceLive(state, event, index * 1_000), BEFORE_LIVE);
}

function show(events: readonly RunEvent[], screen: { columns?: number; rows?: number } = {}) {
  return liveLines(after(events), EXPECTED, 9_000, { columns: 80, rows: 24, palette: PALETTE, ...screen });
}

describe("a run in a terminal", () => {
  it("shows what each stage came to, what runs is at, and how long the rest took the last time", () => {
    assert.deepEqual(show(START), [
      "✔ takeoff        5.9 s, 212 transactions, 40 artefacts",
      "\\ owner          5.0 s of about 4.0 s",
      "    pause: drill 2 of 5, block 301, 12 transactions, a \\u{1b}[2J drill",
      "  dossier        about 1.5 s",
      "  total          9.0 s of about 11.5 s",
    ]);
  });

  it("forgets what the scripts of a stage were at once it has ended", () => {
    const done = show([
      ...START,
      {
        type: "script-finished",
        step: "owner",
        script: "pause",
        outcome: { kind: "succeeded" },
        milliseconds: 1,
      },
    ]);
    assert.deepEqual(
      done.filter((line) => line.includes("pause")),
      [],
    );
  });

  for (const columns of [20, 60, 200]) {
    it(`has no line wider than ${columns} columns`, () => {
      assert.deepEqual(
        show(START, { columns }).filter((line) => line.length > columns),
        [],
      );
    });
  }

  for (const rows of [1, 2, 3, 4, 5, 6]) {
    it(`has no more lines than fit ${rows} rows, and keeps what runs`, () => {
      const lines = show(START, { rows });
      assert.ok(lines.length <= Math.max(rows - 1, 1), lines.join("\n"));
      assert.match(lines.join("\n"), rows < 3 ? /total/ : /owner/);
    });
  }

  it("names a few of many scripts that run beside each other", () => {
    const many = Array.from({ length: 9 }, (_, index): RunEvent => {
      return { type: "script-started", step: "owner", command: command(`script-${index}`) };
    });
    const lines = show([...START, ...many], { rows: 10 });
    assert.ok(lines.length <= 9);
    assert.match(lines.join("\n"), /and \d more/);
  });

  it("says how to end it at once when it is stopping", () => {
    assert.match(show([...START, { type: "run-stopping" }]).at(-1) ?? "", /^Stopping: .*ends at once\.$/);
  });
});
