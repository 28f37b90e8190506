import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  maxVotes,
  quadraticCost,
  quorumVotes,
  raiseCost,
  splitAttack,
} from "../../../src/economics/quadratic.ts";

const votes = fc.bigInt(0n, 10n ** 9n);

describe("raiseCost", () => {
  it("charges the difference of the squares, not the square of the difference", () => {
    assert.equal(raiseCost(3n, 5n), 16n);
  });

  it("sums to the square however the votes are raised", () => {
    fc.assert(
      fc.property(fc.array(votes, { minLength: 1, maxLength: 10 }), (steps) => {
        let held = 0n;
        let charged = 0n;
        for (const step of steps) {
          charged += raiseCost(held, held + step);
          held += step;
        }
        assert.equal(charged, quadraticCost(held));
      }),
    );
  });
});

describe("maxVotes", () => {
  it("is what the credits pay for, and one more is not", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 128n) - 1n), (credits) => {
        assert.ok(quadraticCost(maxVotes(credits)) <= credits);
        assert.ok(quadraticCost(maxVotes(credits) + 1n) > credits);
      }),
    );
  });
});

describe("quorumVotes", () => {
  it("is the stated part of all possible votes, rounded up", () => {
    assert.equal(quorumVotes(2000n, 7n, 100n), 14n);
    assert.equal(quorumVotes(2001n, 7n, 100n), 15n);
    assert.equal(quorumVotes(10_000n, 7n, 99n), 63n);
    assert.equal(quorumVotes(2000n, 0n, 100n), 0n);
  });
});

describe("splitAttack", () => {
  it("multiplies an attacker's votes by its identities", () => {
    assert.deepEqual(splitAttack(4n, 10n, 100n), {
      honestVotes: 10n,
      attackerVotes: 40n,
      shareBps: 4000n,
      pooledVotes: 20n,
    });
  });

  it("gains the square root of k over pooling the same credits", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 1000n), fc.bigInt(1n, 10n ** 6n), (k, root) => {
        const { attackerVotes, pooledVotes } = splitAttack(k * k, k * k, root * root);
        assert.equal(attackerVotes, k * pooledVotes);
      }),
    );
  });
});
