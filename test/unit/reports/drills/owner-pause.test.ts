import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { OwnerPauseReadings, PauseCall } from "../../../../src/model/owner-pause.ts";
import type { SteadyState } from "../../../../src/model/readings.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { tellOwnerPause } from "../../../../src/reports/drills/owner-pause.ts";

const CALL = { trigger: { id: "rehearsal" }, findings: [] } as unknown as PauseCall;
const STEADY = {
  block: 1,
  paused: false,
  temperature: "1",
  totals: { staked: "5" },
} as unknown as SteadyState;
const SWITCH = { block: 5, activeSeconds: 50n, modules: ["JobTerms", "EnergyOracle"] };

const READINGS: OwnerPauseReadings = {
  before: STEADY,
  during: { ...STEADY, paused: true },
  after: { ...STEADY, block: 9 },
  paused: SWITCH,
  outlasted: { ...SWITCH, block: 7 },
  tried: {
    block: 7,
    answers: [{ contract: "EnergyOracle", function: "consume", error: "SystemPaused()" }],
  },
};

function sent(name: string, ...events: readonly string[]): TransactionRecord {
  const shown = events.map((event) => ({ contract: "X", address: "0x", name: event, args: {} }));
  return { function: name, contract: "X", status: "success", events: shown } as unknown as TransactionRecord;
}

function refused(name: string, contract: string, error: string): TransactionRecord {
  return { ...sent(name), contract, status: "reverted", error };
}

/** The whole course, with an earlier claim that has no part in the proofs. */
const COURSE: readonly TransactionRecord[] = [
  sent("claim", "Claimed"),
  sent("createJob", "JobCreated"),
  sent("requestUnbonding"),
  sent("cancelJob"),
  sent("pause", "Paused"),
  sent("pause"),
  refused("guardianResume", "SystemPause", "OwnerPauseStands(5)"),
  refused("setTerms", "JobTerms", "SystemPaused()"),
  sent("claim", "Claimed"),
  sent("withdraw", "StakeWithdrawn"),
  sent("resume", "Resumed"),
  sent("resume"),
  sent("depositStake"),
];

/** The course with one of its calls replaced. */
function withCall(place: number, record: TransactionRecord): readonly TransactionRecord[] {
  return COURSE.map((each, index) => (index === place ? record : each));
}

function brokenBy(course: readonly TransactionRecord[], readings: Partial<OwnerPauseReadings> = {}) {
  const { proofs, passed } = tellOwnerPause(CALL, course, { ...READINGS, ...readings });
  const broken = proofs.filter(({ held }) => !held).map(({ claim }) => claim);
  assert.equal(passed, broken.length === 0);
  return broken;
}

describe("an owner's pause", () => {
  it("holds if everything that it stops is stopped, and nothing else", () => {
    assert.deepEqual(brokenBy(COURSE), []);
    const { refusals, modules } = tellOwnerPause(CALL, COURSE, READINGS);
    assert.deepEqual(modules, ["JobTerms", "EnergyOracle"]);
    assert.deepEqual(
      refusals.map(({ module, asked, refused: did }) => [module, asked, did]),
      [
        ["JobTerms", "transaction", true],
        ["EnergyOracle", "eth_call", true],
      ],
    );
  });

  it("breaks the proof that its course or its readings speak against", () => {
    const everyModule = ["every listed module refuses a guarded call with SystemPaused()"];
    assert.deepEqual(brokenBy(withCall(7, refused("setTerms", "JobTerms", "NotAllowed()"))), everyModule);
    assert.deepEqual(brokenBy(COURSE, { tried: { block: 7, answers: [] } }), everyModule);
    assert.deepEqual(brokenBy(withCall(5, sent("pause", "Paused"))), [
      "the owner's pause stops the system; a second call changes nothing",
    ]);
    assert.deepEqual(brokenBy(withCall(6, sent("guardianResume", "Resumed"))), [
      "a guardian cannot lift the owner's pause",
    ]);
    assert.deepEqual(brokenBy(withCall(8, sent("claim"))), ["claims are paid while the system is paused"]);
    assert.deepEqual(brokenBy(COURSE, { outlasted: { ...SWITCH, activeSeconds: 51n } }), [
      "active time stands still, so that no window closes",
    ]);
    assert.deepEqual(brokenBy(COURSE, { during: STEADY }), [
      "the owner's pause outlasts the longest pause of a guardian",
    ]);
    assert.deepEqual(brokenBy(COURSE, { after: { ...STEADY, temperature: "2" } }), [
      "the steady state is what it was before",
    ]);
  });
});
