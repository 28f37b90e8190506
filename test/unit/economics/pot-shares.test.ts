import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { dividePot, leastPot, proportionalVotes } from "../../../src/economics/pot-shares.ts";
import { maxVotes, quadraticCost } from "../../../src/economics/quadratic.ts";

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const pot = fc.bigInt(0n, 10n ** 30n);
const votes = fc
  .array(fc.bigInt(0n, 1_000n), { minLength: 1, maxLength: 32 })
  .filter((all) => all.some((own) => own > 0n));

describe("a pot that is divided by votes", () => {
  it("comes apart in proportion, each part rounded down", () => {
    assert.deepEqual(dividePot(100n, [4n, 2n, 1n]), { partsWei: [57n, 28n, 14n], remainderWei: 1n });
    assert.deepEqual(dividePot(7n, [1n, 0n]), { partsWei: [7n, 0n], remainderWei: 0n });
  });

  it("never gives out more than it holds, and keeps less than a wei an option", () => {
    fc.assert(
      fc.property(pot, votes, (potWei, all) => {
        const { partsWei, remainderWei } = dividePot(potWei, all);
        assert.equal(sum(partsWei) + remainderWei, potWei);
        assert.ok(remainderWei >= 0n && remainderWei < BigInt(all.length));
      }),
    );
  });

  it("gives an option no less for more votes, and the others no more", () => {
    fc.assert(
      fc.property(pot, votes, fc.nat(), fc.bigInt(1n, 1_000n), (potWei, all, seed, more) => {
        const raised = seed % all.length;
        const before = dividePot(potWei, all).partsWei;
        const after = dividePot(
          potWei,
          all.map((own, index) => (index === raised ? own + more : own)),
        ).partsWei;
        for (const [index, part] of after.entries()) {
          const was = before[index] as bigint;
          assert.ok(index === raised ? part >= was : part <= was);
        }
      }),
    );
  });
});

describe("the smallest pot that serves all", () => {
  it("gives each its need, and a wei less does not", () => {
    const needs = fc.array(fc.bigInt(0n, 10n ** 24n), { minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(needs, fc.array(fc.bigInt(1n, 1_000n), { minLength: 1, maxLength: 32 }), (all, own) => {
        const needsWei = all.slice(0, own.length);
        const potWei = leastPot(needsWei, own);
        const serves = (wei: bigint) =>
          dividePot(wei, own).partsWei.every((part, index) => part >= (needsWei[index] as bigint));
        assert.ok(serves(potWei));
        assert.ok(potWei === 0n || !serves(potWei - 1n));
      }),
    );
  });
});

describe("votes in proportion", () => {
  it("follow what they weigh, as far as whole votes go", () => {
    assert.deepEqual(proportionalVotes(100n, [9_000n, 3_000n]), [9n, 3n]);
    assert.deepEqual(proportionalVotes(100n, [5n]), [10n]);
    assert.deepEqual(proportionalVotes(4n, [0n, 0n, 0n]), [1n, 1n, 1n]);
  });

  it("cost no more than the allowance however they are split, and leave no option out", () => {
    const weights = fc.array(fc.bigInt(0n, 10n ** 24n), { minLength: 1, maxLength: 32 });
    fc.assert(
      fc.property(weights, fc.bigInt(32n, 1_000_000n), (all, credits) => {
        const own = proportionalVotes(credits, all);
        assert.ok(sum(own.map(quadraticCost)) <= credits);
        assert.ok(own.every((each) => each >= 1n && each <= maxVotes(credits)));
      }),
    );
  });
});
