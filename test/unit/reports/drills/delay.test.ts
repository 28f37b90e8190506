import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DelayReading, PolicyReading } from "../../../../src/model/drill-readings.ts";
import type { JobHistory } from "../../../../src/model/layer-run.ts";
import type { DelayAdjustment, Drill, Job, Plan } from "../../../../src/model/plan.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../../src/model/record.ts";
import type { DrillScene } from "../../../../src/records/drills/scene.ts";
import { incentiveConfig } from "../../../../src/records/settings.ts";
import { tellDelay } from "../../../../src/reports/drills/delay.ts";

const PLAN = {
  protocol: { shares: { agentsBps: 6_000, validatorsBps: 2_000, operatorsBps: 1_500, employersBps: 500 } },
} as unknown as Plan;
const { limits, epochSeconds } = incentiveConfig(PLAN);
const EPOCH = BigInt(epochSeconds);

const BEFORE: DelayReading = {
  block: 9,
  activeSeconds: 3n * EPOCH + 5n,
  epoch: 3n,
  countedBps: 0n,
  pauseChecks: 0n,
  rewards: { ownWei: 30n, totalWei: 30n },
  raiseWad: 0n,
  thermostat: { baseWad: 100n, outputWad: 0n, minWad: 50n, maxWad: 400n, emergencyWad: 200n },
  governedShares: [6_000n, 2_000n, 1_500n, 500n],
  nextShares: [6_000n, 2_000n, 1_500n, 500n],
  minShares: [3_000n, 1_000n, 750n, 250n],
  maxShares: [8_000n, 4_000n, 3_000n, 1_000n],
  guardian: { block: 9, timestamp: 1_000n, readyAt: 0n },
};

/** Two epochs later. */
const LEFT: PolicyReading = {
  block: 20,
  activeSeconds: 5n * EPOCH,
  raiseWad: 6n,
  governedShares: BEFORE.governedShares,
  nextShares: [6_062n, 2_062n, 1_438n, 438n],
};

function tell(adjustment: DelayAdjustment, reading: Partial<DelayReading>, ...apply: TransactionRecord[]) {
  const job = { rewardWei: 1_000n, validatorBonusBps: 500, validatorBonusCapBps: 800 } as Job;
  const drill = { kind: "delay", adjustment } as Drill;
  const history = { jobId: 7n, apply } as unknown as JobHistory;
  const readings = { before: { ...BEFORE, ...reading }, left: LEFT };
  return tellDelay({ plan: PLAN, drill, job } as DrillScene, history, readings);
}

function call(
  name: string,
  ...events: (readonly [name: string, args?: ArgumentRecord])[]
): TransactionRecord {
  const shown = events.map(([event, args = {}]) => ({ contract: "X", address: "0x", name: event, args }));
  return { function: name, status: "success", events: shown } as unknown as TransactionRecord;
}

const weighed = (stepBps: number, ownWei = 30, totalWei = 30) =>
  [
    "JobWeighed",
    { rewardWei: String(ownWei), assignedWei: String(totalWei), stepBps: String(stepBps) },
  ] as const;

const moved = (stepBps: number, beforeValue: bigint, afterValue: bigint, ownWei?: number) =>
  call("triggerDelayPolicy", weighed(stepBps, ownWei), [
    "DelayPolicyTriggered",
    { beforeValue: String(beforeValue), afterValue: String(afterValue) },
  ]);

function refused(error: string, name = "triggerDelayPolicy"): TransactionRecord {
  return { ...call(name), status: "reverted", error };
}

describe("a delay policy", () => {
  it("is foretold from what was read before it", () => {
    const cases: readonly (readonly [DelayAdjustment, TransactionRecord])[] = [
      ["raise-temperature", moved(2_500, 100n, 125n)],
      ["increase-agent-share", moved(250, 6_000n, 6_250n)],
      ["increase-validator-share", moved(250, 2_000n, 2_250n)],
      ["double-validator-bonus", moved(10_000, 50n, 80n)],
    ];
    for (const [adjustment, triggered] of cases) {
      const told = tell(adjustment, {}, call("applyForJob"), triggered);
      assert.equal(told.expected, told.happened);
      assert.equal(told.idle, null);
    }
    assert.equal(tell("double-validator-bonus", {}, moved(10_000, 50n, 80n)).bonusWei, 80n);
  });

  it("moves the job's part of a full step, and says of it what is left", () => {
    const own = { ownWei: 15n, totalWei: 30n };
    const told = tell("raise-temperature", { rewards: own }, moved(1_250, 100n, 112n, 15));
    assert.equal(
      told.happened,
      "raise-temperature by 12.5 %, with 0.000000000000000015 tokens of 0.00000000000000003 tokens that jobs under way pay, moves 0.0000000000000001 to 0.000000000000000112, of which 0.000000000000000006 is left 2 epochs later",
    );
    assert.equal(told.expected, told.happened.replace(/6 is left/, "3 is left"), "of twelve");
  });

  it("starts from what is left of earlier ones in the second in which it acts", () => {
    const eve = { activeSeconds: 3n * EPOCH - 1n, raiseWad: 41n };
    const told = tell("raise-temperature", eve, moved(2_500, 120n, 140n));
    assert.match(
      told.expected,
      /moves 0\.00000000000000012 to 0\.00000000000000014, of which 0\.00000000000000001 is left 3 epochs later/,
    );
    const next = { activeSeconds: 3n * EPOCH - 1n, nextShares: [6_101n, 2_000n, 1_399n, 500n] as const };
    const shared = tell("increase-agent-share", next, moved(250, 6_050n, 6_300n));
    assert.match(shared.expected, /moves 60\.5 % to 63 %, of which 0\.75 % is left/);
  });

  it("has to refuse where nothing is left to move, or the epoch has nothing left of its limit, and then did nothing", () => {
    const hot = { ...BEFORE.thermostat, baseWad: 200n };
    const cases: readonly (readonly [DelayAdjustment, Partial<DelayReading>, string])[] = [
      ["raise-temperature", { thermostat: hot }, "AtEmergencyTemperature(200, 200)"],
      ["increase-agent-share", { nextShares: [8_000n, 1_000n, 750n, 250n] }, "ShareCannotMove(2)"],
      [
        "raise-temperature",
        { countedBps: BigInt(limits.maxPerEpoch) * 10_000n },
        `EpochLimitReached(3, 1, ${limits.maxPerEpoch})`,
      ],
      [
        "raise-temperature",
        { countedBps: BigInt(limits.maxPerEpoch) * 10_000n, rewards: { ownWei: 3n, totalWei: 10_000n } },
        "JobTooSmall(7, 3, 10000)",
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
      weighed(10_000),
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
      { guardian: { ...BEFORE.guardian, readyAt: 1_002n } },
      refused("GuardianCoolingDown(1002, 1001)", "triggerPauseCheck"),
    );
    assert.equal(cooling.expected, cooling.happened);
  });
});
