import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  backlogWad,
  cadenceOf,
  emissionWad,
  latenessWad,
  type Pace,
  paceOf,
} from "../../../src/economics/pace.ts";
import { WAD } from "../../../src/model/units.ts";
import { basePlan } from "../../support/base-plan.ts";

const DAY = 86_400n;
const PACE: Pace = {
  dueSeconds: new Map([
    ["A", 100n],
    ["B", 200n],
  ]),
  lastSeconds: 200n,
  plannedWei: 1_000n,
};
const progress = (elapsedSeconds: bigint, paidWei = 0n, settled: readonly string[] = []) => ({
  elapsedSeconds,
  paidWei,
  settled: new Set(settled),
});

describe("the pace of a plan", () => {
  it("has a job due once its deadline and its committee are over, counted from what it waits for", async () => {
    const plan = await basePlan();
    const { commitSeconds, revealSeconds, challengeSeconds } = plan.protocol.windows;
    const judged = BigInt(commitSeconds + revealSeconds + challengeSeconds);
    const { dueSeconds, lastSeconds } = paceOf(plan, plan);
    for (const { id, dependencies, deadlineSeconds } of plan.jobs) {
      const before = dependencies.map((other) => dueSeconds.get(other) ?? 0n);
      const latest = before.reduce((most, due) => (due > most ? due : most), 0n);
      assert.equal(dueSeconds.get(id), latest + BigInt(deadlineSeconds) + judged);
    }
    assert.equal(
      lastSeconds,
      [...dueSeconds.values()].reduce((most, due) => (due > most ? due : most)),
    );
  });

  it("has a tick a day at the most, and a bounded number however long it lasts", () => {
    const cadence = (days: bigint) => cadenceOf({ ...PACE, lastSeconds: days * DAY });
    assert.equal(cadence(1n).intervalSeconds, DAY);
    assert.equal(cadence(16n).intervalSeconds, DAY);
    assert.equal(cadence(17n).intervalSeconds, 2n * DAY);
    assert.equal(cadence(36_500n).intervalSeconds, 2_282n * DAY);
    assert.equal(cadence(36_500n).most, 32);
  });
});

describe("a tick's readings", () => {
  it("of emission are 1 on pace, less where too little was paid, and more where too much was", () => {
    assert.equal(emissionWad(PACE, progress(0n)), WAD);
    assert.equal(emissionWad(PACE, progress(100n, 500n)), WAD);
    assert.equal(emissionWad(PACE, progress(100n)), WAD / 2n);
    assert.equal(emissionWad(PACE, progress(0n, 250n)), WAD + WAD / 4n);
    assert.equal(emissionWad(PACE, progress(900n, 1_000n)), WAD);
    assert.equal(emissionWad({ ...PACE, plannedWei: 0n }, progress(100n)), WAD);
  });

  it("of backlog count what is due and not settled", () => {
    assert.equal(backlogWad(PACE, progress(99n)), 0n);
    assert.equal(backlogWad(PACE, progress(100n)), WAD / 2n);
    assert.equal(backlogWad(PACE, progress(200n, 0n, ["A"])), WAD / 2n);
    assert.equal(backlogWad(PACE, progress(200n, 0n, ["A", "B"])), 0n);
    assert.equal(backlogWad({ ...PACE, dueSeconds: new Map() }, progress(200n)), 0n);
  });

  it("of lateness are the part of the work that lay past deadlines since the last tick", () => {
    const stints = [
      { from: 0n, deadline: 50n, until: null },
      { from: 20n, deadline: 200n, until: 60n },
    ];
    assert.equal(latenessWad([], 0n, 100n), 0n);
    assert.equal(latenessWad(stints, 0n, 50n), 0n);
    assert.equal(latenessWad(stints, 50n, 100n), (50n * WAD) / 60n);
    assert.equal(latenessWad(stints, 100n, 110n), WAD);
  });

  it("stay between 0 and 1, but for an emission that was paid", () => {
    const seconds = fc.bigInt({ min: 0n, max: 1_000n });
    fc.assert(
      fc.property(seconds, seconds, seconds, seconds, (from, length, since, now) => {
        const stint = { from, deadline: from + length, until: null };
        const late = latenessWad([stint], since, now);
        const waiting = backlogWad(PACE, progress(now));
        assert.ok(late >= 0n && late <= WAD && waiting >= 0n && waiting <= WAD);
        assert.ok(emissionWad(PACE, progress(now)) >= 0n);
      }),
    );
  });
});
