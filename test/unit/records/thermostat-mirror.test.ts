import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ArgumentRecord, EventRecord, TransactionRecord } from "../../../src/model/record.ts";
import { WAD } from "../../../src/model/units.ts";
import { ActiveClock } from "../../../src/records/active-clock.ts";
import { ThermostatMirror } from "../../../src/records/thermostat-mirror.ts";

const THIRD = WAD / 3n;
const FADE = 1_000;

function event(contract: string, name: string, args: ArgumentRecord): EventRecord {
  return { contract, address: "0x1", name, args };
}

function record(
  timestamp: number,
  events: readonly EventRecord[],
  call: Partial<TransactionRecord> = {},
): TransactionRecord {
  return {
    ...{ hash: "0x1", block: 1, index: 0, timestamp, from: "0x2", to: "0x3", contract: "Thermostat" },
    ...{ function: "constructor", args: {}, value: "0", gasUsed: "1", status: "success", events },
    ...call,
  };
}

const text = (values: Readonly<Record<string, bigint>>): ArgumentRecord =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value}`]));
const kpis = (emissionWad: bigint, backlogWad = 0n) => text({ emissionWad, backlogWad, slaWad: 0n });

const DEPLOYED = record(100, [
  event("Thermostat", "BaseChanged", text({ beforeWad: 0n, afterWad: WAD })),
  event("Thermostat", "BoundsChanged", {
    afterBounds: text({ minWad: WAD / 2n, maxWad: 2n * WAD, emergencyWad: 2n * WAD }),
  }),
  event("Thermostat", "GainsChanged", {
    afterGains: text({ kp: WAD / 10n, ki: WAD / 1_000n, kd: 0n, integralLimit: WAD, outputLimit: WAD }),
  }),
  event("Thermostat", "KpisChanged", {
    afterTargets: kpis(WAD),
    afterWeights: text({ emissionWad: THIRD, backlogWad: THIRD, slaWad: THIRD }),
  }),
]);

function tick(timestamp: number, measuredAt: bigint, events: readonly EventRecord[] = []): TransactionRecord {
  const reading = { ...kpis(WAD, WAD), measuredAt: `${measuredAt}` };
  return record(timestamp, events, { function: "tick", args: { reading } });
}

const ticked = (integralWad: bigint, outputWad: bigint) =>
  event("Thermostat", "Ticked", { kpis: kpis(WAD, WAD), ...text({ integralWad, outputWad }) });

describe("the thermostat by its events", () => {
  it("foretells a tick from its deployment, and the next from that one", () => {
    const mirror = new ThermostatMirror(FADE);
    mirror.take(DEPLOYED);
    const first = mirror.foretell(tick(201, 200n));
    assert.deepEqual([first?.step.integral, first?.step.output], [0n, THIRD / 10n]);
    mirror.take(tick(201, 200n, [ticked(0n, THIRD / 10n)]));
    const second = mirror.foretell(tick(301, 300n));
    assert.equal(second?.start.lastTickAt, 200n);
    assert.equal(second?.step.integral, THIRD / 10n);
    assert.equal(second?.step.beforeWad, WAD + THIRD / 10n);
  });

  it("has what was raised fade by active time, however long the system stood still", () => {
    const mirror = new ThermostatMirror(FADE);
    mirror.take(DEPLOYED);
    mirror.take(
      record(900, [event("Thermostat", "RaiseChanged", text({ beforeWad: 0n, afterWad: WAD / 2n }))]),
    );
    const paused = event("SystemPause", "Paused", { since: "950", expiresAt: "0" });
    const resumed = event("SystemPause", "Resumed", { since: "950", pausedSeconds: "100" });
    mirror.take(record(950, [paused]));
    mirror.take(record(1_050, [resumed]));
    assert.equal(mirror.foretell(tick(1_099, 999n))?.step.beforeWad, WAD + WAD / 2n);
    assert.equal(mirror.foretell(tick(1_101, 1_001n))?.step.beforeWad, WAD + WAD / 4n);
  });

  it("foretells nothing of what is no tick that went through, or of a thermostat that it has not seen deployed", () => {
    const mirror = new ThermostatMirror(FADE);
    assert.equal(mirror.foretell(tick(201, 200n)), null);
    mirror.take(DEPLOYED);
    assert.equal(mirror.foretell(record(1, [])), null);
    assert.equal(mirror.foretell({ ...tick(201, 200n), status: "reverted" }), null);
  });
});

describe("active time by its events", () => {
  it("stands still during a pause, and runs on when a guardian's ran out", () => {
    const clock = new ActiveClock();
    assert.equal(clock.at(100), 100n);
    clock.hear(event("SystemPause", "Paused", { since: "100", expiresAt: "150" }));
    assert.deepEqual(
      [120, 150, 170].map((now) => clock.at(now)),
      [100n, 100n, 120n],
    );
    clock.hear(event("SystemPause", "PauseExpired", { since: "100", endedAt: "150" }));
    assert.equal(clock.at(170), 120n);
    clock.hear(event("Thermostat", "Paused", { since: "1", expiresAt: "0" }));
    assert.equal(clock.at(180), 130n);
  });
});
