import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { WAD } from "../../../src/model/units.ts";
import { shockEpoch } from "../../../src/simulate/backlog.ts";
import { drawsOf } from "../../../src/simulate/draw.ts";
import { giniWad } from "../../../src/simulate/gini.ts";
import { outcomeOf } from "../../../src/simulate/outcome.ts";
import { playEpochs } from "../../../src/simulate/play.ts";
import { POINT } from "./points.ts";

describe("a point that is played", () => {
  it("comes to the same with the same seed, and to something else with another", () => {
    assert.deepEqual(outcomeOf(POINT, "a"), outcomeOf(POINT, "a"));
    assert.notDeepEqual(outcomeOf(POINT, "a"), outcomeOf(POINT, "b"));
  });

  it("sums up what its epochs come to", () => {
    const epochs = [...playEpochs({ ...POINT, epochs: 9 }, "sum")];
    const outcome = outcomeOf({ ...POINT, epochs: 9 }, "sum");
    const budgets = epochs.map(({ settlement }) => settlement.budgetWei);
    const temperatures = epochs.map(({ tick }) => tick.afterWad).sort((a, b) => (a < b ? -1 : 1));
    assert.equal(
      outcome.budgetWei,
      budgets.reduce((sum, each) => sum + each),
    );
    assert.equal(outcome.paidWei + outcome.remainderWei, outcome.budgetWei);
    assert.deepEqual([outcome.coldestWad, outcome.hottestWad], [temperatures[0], temperatures.at(-1)]);
    assert.equal(outcome.largestBacklog, Math.max(...epochs.map(({ backlog }) => backlog)));
  });

  it("never gives out more than it has", () => {
    const { budgetWei } = outcomeOf({ ...POINT, epochs: 30, reserveWei: 100n * WAD }, "short");
    assert.equal(budgetWei, 100n * WAD);
  });

  it("has jobs wait after a shock, and heats until they are taken", () => {
    const point = { ...POINT, epochs: 60, shock: 4 };
    const epochs = [...playEpochs(point, "shock")];
    const at = shockEpoch(point);
    const before = epochs[at - 1]?.tick.afterWad ?? 0n;
    assert.ok((epochs[at]?.backlog ?? 0) >= 10);
    assert.ok((epochs[at]?.tick.afterWad ?? 0n) > before);
    assert.ok((outcomeOf(point, "shock").recoveryEpochs ?? 0) > 0);
    assert.equal(outcomeOf({ ...point, shock: 0 }, "shock").recoveryEpochs, null);
  });

  it("has nobody wait for work that pays nothing", () => {
    const work = { rewardWei: 0n, energyWad: 0n, entropyWad: 0n };
    const outcome = outcomeOf({ ...POINT, work }, "free");
    assert.deepEqual([outcome.largestBacklog, outcome.budgetWei], [0, 0n]);
  });

  it("tells of no recovery where stakes suffice for nothing", () => {
    assert.equal(outcomeOf({ ...POINT, epochs: 12, stakesBps: 0 }, "stuck").recoveryEpochs, null);
  });
});

describe("draws", () => {
  it("are those of sfc32: the first twelve are thrown away", () => {
    // By the reference implementation in PractRand, seeded with 1, 2, 3 and counter 1.
    const draws = drawsOf(`000000010000000200000003${"0".repeat(40)}`);
    const found = [draws(2 ** 32), draws(2 ** 32), draws(2 ** 32)];
    assert.deepEqual(found, reference(1, 2, 3, 15).slice(12));
  });

  it("lie below their limits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_001 }), fc.stringMatching(/^[0-9a-f]{64}$/), (limit, seed) => {
        const drawn = drawsOf(seed)(limit);
        assert.ok(Number.isInteger(drawn) && drawn >= 0 && drawn < limit);
      }),
    );
  });
});

/** In big integers, word for word as in PractRand's `sfc.cpp`. */
function reference(first: number, second: number, third: number, count: number): number[] {
  const word = (value: bigint) => BigInt.asUintN(32, value);
  let [a, b, c, counter] = [BigInt(first), BigInt(second), BigInt(third), 1n];
  return Array.from({ length: count }, () => {
    const drawn = word(a + b + counter++);
    a = b ^ (b >> 9n);
    b = word(c + (c << 3n));
    c = word(word((c << 21n) | (c >> 11n)) + drawn);
    return Number(drawn);
  });
}

describe("the Gini coefficient", () => {
  it("is 0 among equals and where nobody has anything", () => {
    assert.equal(giniWad([5n, 5n, 5n]), 0n);
    assert.equal(giniWad([0n, 0n]), 0n);
    assert.equal(giniWad([]), 0n);
  });

  it("is what all differences come to, by its definition", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 10n ** 24n), { minLength: 1, maxLength: 12 }), (amounts) => {
        const total = amounts.reduce((sum, each) => sum + each, 0n);
        const apart = amounts.flatMap((one) =>
          amounts.map((other) => (one > other ? one - other : other - one)),
        );
        const sum = apart.reduce((all, each) => all + each, 0n);
        const expected = total === 0n ? 0n : (sum * WAD) / (2n * BigInt(amounts.length) * total);
        assert.equal(giniWad(amounts), expected);
      }),
    );
  });
});
