import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DelayReading } from "../../../../src/model/drill-readings.ts";
import type { JobHistory } from "../../../../src/model/layer-run.ts";
import type { DelayAdjustment, Drill, Job, Plan } from "../../../../src/model/plan.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../../src/model/record.ts";
import type { DrillScene } from "../../../../src/records/drills/scene.ts";
import { incentiveConfig } from "../../../../src/records/settings.ts";
import { tellDelay } from "../../../../src/reports/drills/delay.ts";

const PLAN = {
  protocol: { shares: { agentsBps: 6_000, validatorsBps: 2_000, operatorsBps: 1_500, employersBps: 500 } },
} as unknown as Plan;
const { limits } = incentiveConfig(PLAN);

const READING: DelayReading = {
  block: 9,
  epoch: 3n,
  applied: 0n,
  pauseChecks: 0n,
  thermostat: { baseWad: 100n, outputWad: 0n, minWad: 50n, maxWad: 400n, emergencyWad: 200n },
  nextShares: [6_000n, 2_000n, 1_500n, 500n],
  minShares: [3_000n, 1_000n, 750n, 250n],
  maxShares: [8_000n, 4_000n, 3_000n, 1_000n],
  guardian: { block: 9, timestamp: 1_000n, readyAt: 0n },
};

function tell(adjustment: DelayAdjustment, reading: Partial<DelayReading>, ...apply: TransactionRecord[]) {
  const job = { rewardWei: 1_000n, validatorBonusBps: 500, validatorBonusCapBps: 800 } as Job;
  const drill = { kind: "delay", adjustment } as Drill;
  const history = { jobId: 7n, apply } as unknown as JobHistory;
  return tellDelay({ plan: PLAN, drill, job } as DrillScene, history, { ...READING, ...reading });
}

function call(
  name: string,
  ...events: (readonly [name: string, args?: ArgumentRecord])[]
): TransactionRecord {
  const shown = events.map(([event, args = {}]) => ({ contract: "X", address: "0x", name: event, args }));
  return { function: name, status: "success", events: shown } as unknown as TransactionRecord;
}

const moved = (beforeValue: bigint, afterValue: bigint) =>
  call("triggerDelayPolicy", [
    "DelayPolicyTriggered",
    { beforeValue: String(beforeValue), afterValue: String(afterValue) },
  ]);

function refused(error: string, name = "triggerDelayPolicy"): TransactionRecord {
  return { ...call(name), status: "reverted", error };
}

describe("a delay policy", () => {
  it("is foretold from what was read before it", () => {
    const cases: readonly (readonly [DelayAdjustment, TransactionRecord])[] = [
      ["raise-temperature", moved(100n, 125n)],
      ["increase-agent-share", moved(6_000n, 6_250n)],
      ["increase-validator-share", moved(2_000n, 2_250n)],
      ["double-validator-bonus", moved(50n, 80n)],
    ];
    for (const [adjustment, triggered] of cases) {
      const told = tell(adjustment, {}, call("applyForJob"), triggered);
      assert.equal(told.expected, told.happened);
      assert.equal(told.idle, null);
    }
    assert.equal(tell("double-validator-bonus", {}, moved(50n, 80n)).bonusWei, 80n);
  });

  it("has to refuse where nothing is left to move, or the epoch has no turn left, and then did nothing", () => {
    const hot = { ...READING.thermostat, baseWad: 200n };
    const cases: readonly (readonly [DelayAdjustment, Partial<DelayReading>, string])[] = [
      ["raise-temperature", { thermostat: hot }, "AtEmergencyTemperature(200, 200)"],
      ["increase-agent-share", { nextShares: [8_000n, 1_000n, 750n, 250n] }, "ShareCannotMove(2)"],
      [
        "raise-temperature",
        { applied: BigInt(limits.maxPerEpoch) },
        `EpochLimitReached(3, 1, ${limits.maxPerEpoch})`,
      ],
    ];
    for (const [adjustment, reading, error] of cases) {
      const told = tell(adjustment, reading, refused(error));
      assert.equal(told.expected, told.happened);
      assert.equal(told.idle, `${adjustment} was refused with ${error}`);
    }
  });

  it("that checks the system has to pause it and let it run again", () => {
    const paused = call(
      "triggerPauseCheck",
      ["Paused"],
      ["DelayPolicyTriggered", { beforeValue: "0", afterValue: "1" }],
    );
    const resumed = call("guardianResume", ["Resumed"]);
    const told = tell("trigger-pause-check", {}, paused, resumed);
    assert.equal(told.expected, told.happened);
    assert.equal(told.idle, null);
    assert.equal(tell("trigger-pause-check", {}, paused).idle, "the system did not pause and resume");
    const cooling = tell(
      "trigger-pause-check",
      { guardian: { ...READING.guardian, readyAt: 1_002n } },
      refused("GuardianCoolingDown(1002, 1001)", "triggerPauseCheck"),
    );
    assert.equal(cooling.expected, cooling.happened);
  });
});
