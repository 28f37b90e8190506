import assert from "node:assert/strict";
import { test } from "node:test";
import type { TakeoffReport } from "../../../src/model/takeoff-report.ts";
import { WAD } from "../../../src/model/units.ts";
import { renderTakeoff } from "../../../src/render/takeoff-markdown.ts";
import { reportedDeliverable } from "./deliverables.ts";
import { reportedDispute } from "./disputes.ts";
import { assertHarmless, HOSTILE } from "./tables.ts";
import { reportedTicks } from "./ticks.ts";

const STATE = { block: 40, paused: false, temperatureWad: WAD / 4n, stakedWei: 9n * WAD, escrowedWei: 0n };

const REPORT: TakeoffReport = {
  initiative: HOSTILE,
  objective: HOSTILE,
  currency: HOSTILE,
  block: 52,
  standIns: [{ plays: HOSTILE, address: "0x5" }],
  jobsInBrief: "1 job settled",
  drillsInBrief: "1 of 1 drill passed",
  layerNote: HOSTILE,
  founding: { identities: 9, closedInBlock: 4, closedAt: "1735689600" },
  jobs: [
    {
      id: "GRID",
      title: HOSTILE,
      agent: HOSTILE,
      rewardWei: 3n * WAD,
      outcome: "approved",
      settledInBlock: 39,
      receipt: "grid/finalize.json",
      jurisdiction: { kind: "city", name: HOSTILE },
      transactions: 12,
    },
  ],
  money: {
    recipients: ["Agent", "Treasury"],
    lines: [
      { title: HOSTILE, receipt: HOSTILE, inWei: 4n * WAD, paidWei: [3n * WAD, WAD / 2n] },
      { title: "in all", receipt: null, inWei: 4n * WAD, paidWei: [3n * WAD, WAD / 2n] },
    ],
  },
  handshakes: [
    {
      job: "GRID",
      validator: HOSTILE,
      seats: 3,
      unfundedSeats: 1,
      ballot: "approve",
      commitment: "0x7",
      receipt: HOSTILE,
    },
  ],
  courses: [{ id: "JOB", isPosted: true, drawn: "a | b", came: "ends approved" }],
  thermostat: reportedTicks("national"),
  deliverables: [reportedDeliverable()],
  disputes: [reportedDispute()],
  drills: {
    areAsked: true,
    isAnyIdle: false,
    left: [HOSTILE, "vote"],
    rehearsed: [
      {
        id: HOSTILE,
        verdict: "passed",
        result: "as expected",
        receipt: HOSTILE,
        firstBlock: 41,
        transactions: 5,
        before: STATE,
        intervention: HOSTILE,
        expected: HOSTILE,
        happened: HOSTILE,
        surprise: { expected: HOSTILE, happened: HOSTILE },
        wayBack: HOSTILE,
        after: { ...STATE, block: 44, paused: true },
      },
    ],
  },
  positions: [{ label: HOSTILE, balanceWei: 7n * WAD, stakedWei: 2n * WAD, claimableWei: 0n }],
  contracts: [{ name: "JobRegistry", address: "0x8" }],
};

test("lets no text of a takeoff become markup, and keeps every table whole", () => {
  assertHarmless(renderTakeoff(REPORT));
});

test("tells of a takeoff in whole tokens and blocks", () => {
  const markdown = renderTakeoff({ ...REPORT, currency: "AGIALPHA" });
  for (const line of [
    "**All went as it should.** 1 job settled and 1 of 1 drill passed, up to block 52.",
    "| in all | 4.00 | 3.00 |",
    "| in all | 0.50 |",
    "| as expected | 41 to 44 | 5 |",
    "- Before: running, temperature 0.2500, staked 9.00, escrowed 0.00",
    "- Heard: council: rejected; validators: approved;",
    "- After: paused, temperature 0.2500, staked 9.00, escrowed 0.00",
    "| Who | Balance (AGIALPHA) | Staked (AGIALPHA) | Claimable (AGIALPHA) |",
    "| JobRegistry | `0x8` |",
  ]) {
    assert.ok(markdown.includes(line), line);
  }
});

test("tells how the thermostat ticked, by which readings, and of ticks that were not foretold", () => {
  const markdown = renderTakeoff(REPORT);
  assert.match(markdown, /## The thermostat's course\n/);
  assert.match(markdown, /went as low as 0\.2000\sand/);
  assert.match(markdown, /\| emission below(?: |<br>)target(?: |<br>)\(supplied\) \|/);
  const [tick] = REPORT.thermostat.ticks as [(typeof REPORT.thermostat.ticks)[number]];
  const odd = renderTakeoff({
    ...REPORT,
    thermostat: { ...REPORT.thermostat, ticks: [{ ...tick, foretold: false }] },
  });
  assert.match(odd, /the tick in block 5 is not the one\sthat was foretold/);
  const still = renderTakeoff({ ...REPORT, thermostat: { ...REPORT.thermostat, ticks: [] } });
  assert.doesNotMatch(still, /thermostat's course/);
});

test("says of drills why there are none, and why some are neither passed nor failed", () => {
  const idle = /neither\spassed\snor\sfailed/;
  const none = renderTakeoff({
    ...REPORT,
    drills: { areAsked: false, isAnyIdle: false, left: [], rehearsed: [] },
  });
  assert.match(none, /## Drills\n\nThe plan asks for no drill\.\n\n## Where/);
  assert.doesNotMatch(none, idle);
  assert.match(renderTakeoff({ ...REPORT, drills: { ...REPORT.drills, isAnyIdle: true } }), idle);
  assert.match(renderTakeoff(REPORT), /^Not rehearsed by this layer: [^\n]*,\s?vote\.$/m);
});

test("says nothing of layers and stand-ins where there is nothing to say", () => {
  const markdown = renderTakeoff({ ...REPORT, layerNote: null, standIns: [] });
  assert.match(markdown, /in the journal\.\n\n## Jobs/);
  assert.doesNotMatch(markdown, /Stand-ins/);
});
