import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { cadenceOf, paceOf } from "../../../src/economics/pace.ts";
import type { Plan } from "../../../src/model/plan.ts";
import type { ArgumentRecord } from "../../../src/model/record.ts";
import type { Kpis } from "../../../src/model/thermodynamics.ts";
import { WAD } from "../../../src/model/units.ts";
import type { MissionLane } from "../../../src/protocol/driver.ts";
import { runTicking } from "../../../src/protocol/mission-ticks.ts";
import { basePlan } from "../../support/base-plan.ts";
import { FakePause } from "../../support/fake-pause.ts";
import { castWith } from "../../support/small-cast.ts";

const CAST = castWith();
const SHOCK: Kpis = { emissionWad: WAD / 2n, backlogWad: WAD, slaWad: 0n };

let plan: Plan;
let interval: bigint;
before(async () => {
  plan = await basePlan();
  interval = cadenceOf(paceOf(plan, plan)).intervalSeconds;
});

/** @param lasting how long the jobs take, in intervals and seconds beyond the last of them. */
async function run(lasting: readonly [intervals: bigint, seconds: bigint], supplied: readonly Kpis[] = []) {
  const chain = new FakePause(CAST, plan);
  let ticks = 0n;
  chain.views.set("Thermostat.lastSequence", () => [ticks]);
  chain.views.set("Thermostat.pidState", () => [[ticks, 0n, 0n, 0n]]);
  chain.guard("Thermostat.tick", () => {
    ticks += 1n;
    return [];
  });
  const began = chain.clock.now;
  const jobs = (lane: MissionLane) => lane.until(began + lasting[0] * interval + lasting[1]);
  const starts = await runTicking(chain.driver(), jobs, { plan, terms: plan, national: CAST, supplied });
  const readings = chain.sent.map(({ args }) => args.reading as ArgumentRecord);
  return { began, starts, readings, sent: chain.sent };
}

describe("the thermostat beside a mission's jobs", () => {
  it("ticks as they begin, by the plan's cadence, and once more when they are over", async () => {
    const { began, sent, readings } = await run([2n, 5n]);
    assert.deepEqual(
      sent.map(({ call, at }) => [call, at - began]),
      [0n, interval, 2n * interval, 3n * interval].map((at) => ["Thermostat.tick", at + 1n]),
    );
    assert.deepEqual(
      readings.map(({ sequence }) => sequence),
      ["1", "2", "3", "4"],
    );
  });

  it("reads what the operator supplies as long as there is some, then the chain's own course", async () => {
    const { readings } = await run([1n, 5n], [SHOCK]);
    assert.deepEqual(
      readings.map(({ emissionWad, backlogWad }) => [emissionWad, backlogWad]),
      [
        [`${WAD / 2n}`, `${WAD}`],
        [`${WAD}`, "0"],
        [`${WAD}`, "0"],
      ],
    );
  });

  it("says of each tick what its controller starts from, read just before it", async () => {
    const { starts, sent } = await run([1n, 5n]);
    assert.deepEqual(
      starts.map(({ integralWad }) => integralWad),
      [0n, 1n, 2n],
    );
    assert.equal(starts.length, sent.length);
  });

  it("stops after the most that there may be, however long the jobs take", async () => {
    const { sent } = await run([100n, 0n]);
    assert.equal(sent.length, 32);
  });

  it("leaves a layer without jobs alone", async () => {
    const chain = new FakePause(CAST, plan);
    const empty = { ...plan, jobs: [] };
    const ticking = { plan: empty, terms: plan, national: CAST, supplied: [] };
    assert.deepEqual(await runTicking(chain.driver(), async () => {}, ticking), []);
    assert.deepEqual(chain.sent, []);
  });
});
