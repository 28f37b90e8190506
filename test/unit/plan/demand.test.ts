import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { agentDemands, peakOf, type Seating, shortageOf } from "../../../src/plan/demand.ts";

const span = (from: number, to: number) => ({
  assigned: from,
  submitted: from,
  lastSubmitted: from,
  settled: to,
});
const seating = (id: string, from: number, to: number, seatWei = 10n, excluded: string[] = []): Seating => ({
  id,
  seatWei,
  excluded: new Set(excluded),
  span: span(from, to),
});
const stakers = (...stakes: bigint[]) => stakes.map((stakeWei, index) => ({ handle: `v${index}`, stakeWei }));

describe("the stake that jobs lock at once", () => {
  it("is the largest sum of locks that hold together", () => {
    const locks = [
      { job: "A", amountWei: 3n, from: 0, to: 10 },
      { job: "B", amountWei: 4n, from: 10, to: 20 },
      { job: "C", amountWei: 5n, from: 11, to: 12 },
      { job: "D", amountWei: 1n, from: 21, to: 30 },
    ];
    assert.deepEqual(peakOf(locks), { amountWei: 9n, jobs: ["B", "C"] });
    assert.deepEqual(peakOf(locks.slice(0, 2)), { amountWei: 7n, jobs: ["A", "B"] });
  });

  it("doubles where it can get half as warm, and grows by less where it cannot", () => {
    const jobs = [
      { id: "A", agent: "one", agentStakeWei: 10n, span: span(0, 10) },
      { id: "B", agent: "one", agentStakeWei: 4n, span: span(20, 30) },
    ];
    const climate = { initialWad: 100n, minimumWad: 50n };
    assert.deepEqual(agentDemands(jobs, climate).get("one"), { amountWei: 20n, jobs: ["A"], isCold: true });
    const mild = agentDemands(jobs, { ...climate, minimumWad: 80n }).get("one");
    assert.deepEqual(mild, { amountWei: 13n, jobs: ["A"], isCold: true });
    const steady = agentDemands(jobs, { ...climate, minimumWad: 100n }).get("one");
    assert.deepEqual(steady, { amountWei: 10n, jobs: ["A"], isCold: false });
  });
});

describe("the seats of committees", () => {
  it("are sure where everybody can sit for every job at once", () => {
    const jobs = [seating("A", 0, 10), seating("B", 5, 15)];
    assert.equal(shortageOf(jobs, stakers(20n, 20n, 20n), 3), null);
  });

  it("are not sure where another committee can take all stakes, and asks for what would do", () => {
    const jobs = [seating("A", 0, 10), seating("B", 5, 15), seating("C", 20, 30)];
    assert.deepEqual(shortageOf(jobs, stakers(10n, 10n, 19n), 3), {
      job: "B",
      beside: ["A"],
      sure: 0,
      neededWei: 20n,
    });
  });

  it("are sure with small stakes where enough validators remain", () => {
    const jobs = [seating("A", 0, 10), seating("B", 5, 15)];
    assert.equal(shortageOf(jobs, stakers(10n, 10n, 10n, 10n, 10n, 10n), 3), null);
    assert.equal(shortageOf(jobs, stakers(10n, 10n, 10n, 10n, 10n), 3)?.sure, 2);
  });

  it("never count on a job's own agent", () => {
    const jobs = [seating("A", 0, 10, 10n, ["v0"])];
    assert.deepEqual(shortageOf(jobs, stakers(10n, 10n, 10n, 9n), 3), {
      job: "A",
      beside: [],
      sure: 2,
      neededWei: 10n,
    });
    assert.equal(shortageOf(jobs, stakers(10n, 10n, 10n, 10n), 3), null);
  });

  it("ask for no more the more jobs run at once, if validators are many", () => {
    const jobs = Array.from({ length: 20 }, (_, index) => seating(`J${index}`, 0, 10));
    const many = stakers(...Array.from({ length: 50 }, () => 10n));
    assert.equal(shortageOf(jobs, many, 3)?.neededWei, 20n);
  });
});
