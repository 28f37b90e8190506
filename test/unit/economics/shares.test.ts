import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { fadeShares, part, partUp, SHARE, shiftShares } from "../../../src/economics/shares.ts";
import { scaledStakeWei } from "../../../src/economics/stake-scaling.ts";
import { amount, shiftCase } from "./national-arbitraries.ts";

const NONE = [0n, 0n, 0n, 0n] as const;
const WHOLE = [10_000n, 10_000n, 10_000n, 10_000n] as const;
const SHARES = [6_500n, 1_500n, 1_500n, 500n] as const;

describe("role shares", () => {
  it("take from operators, then employers, then the other role", () => {
    const bounds = { min: [0n, 0n, 1_400n, 450n] as const, max: WHOLE };
    const { shares, movedBps } = shiftShares(SHARES, bounds, SHARE.agents, 250n);
    assert.deepEqual(shares, [6_750n, 1_400n, 1_400n, 450n]);
    assert.equal(movedBps, 250n);
    const { shares: forValidators } = shiftShares(SHARES, bounds, SHARE.validators, 250n);
    assert.deepEqual(forValidators, [6_400n, 1_750n, 1_400n, 450n]);
  });

  it("grow to their maximum at most", () => {
    const max = [6_600n, 10_000n, 10_000n, 10_000n] as const;
    assert.equal(shiftShares(SHARES, { min: NONE, max }, SHARE.agents, 250n).movedBps, 100n);
  });

  it("keep their sum and their bounds", () => {
    fc.assert(
      fc.property(shiftCase, ({ shares, bounds, to, stepBps }) => {
        const { shares: after, movedBps } = shiftShares(shares, bounds, to, stepBps);
        assert.equal(
          after.reduce((sum, share) => sum + share, 0n),
          10_000n,
        );
        assert.equal(after[to] - shares[to], movedBps);
        assert.ok(movedBps >= 0n && movedBps <= stepBps);
        after.forEach((share, role) => {
          assert.ok(share >= (bounds.min[role] ?? 0n) && share <= (bounds.max[role] ?? 0n));
        });
      }),
    );
  });

  it("come back by half of the way, with gains and losses parted alike", () => {
    assert.deepEqual(fadeShares(SHARES, [6_750n, 1_400n, 1_400n, 450n], 1n), [6_625n, 1_450n, 1_450n, 475n]);
    assert.deepEqual(fadeShares(SHARES, [6_503n, 1_499n, 1_499n, 499n], 1n), [6_501n, 1_500n, 1_499n, 500n]);
    assert.deepEqual(fadeShares(SHARES, [6_503n, 1_499n, 1_499n, 499n], 0n), [6_503n, 1_499n, 1_499n, 499n]);
    assert.deepEqual(fadeShares(SHARES, [6_503n, 1_499n, 1_499n, 499n], 2n), SHARES);
  });

  it("come back in steps or at once, between what they were and what they go back to", () => {
    fc.assert(
      fc.property(shiftCase, fc.bigInt(0n, 9n), fc.bigInt(0n, 9n), (one, first, second) => {
        const { shares: moved } = shiftShares(one.shares, one.bounds, one.to, one.stepBps);
        const faded = fadeShares(one.shares, moved, first + second);
        assert.deepEqual(fadeShares(one.shares, fadeShares(one.shares, moved, first), second), faded);
        assert.equal(
          faded.reduce((sum, share) => sum + share, 0n),
          10_000n,
        );
        faded.forEach((share, role) => {
          const [a, b] = [one.shares[role] as bigint, moved[role] as bigint];
          assert.ok(a < b ? share >= a && share <= b : share >= b && share <= a);
        });
      }),
    );
  });

  it("part an amount down or up by less than one unit", () => {
    fc.assert(
      fc.property(amount, fc.bigInt(0n, 10_000n), (whole, bps) => {
        const exact = whole * bps;
        assert.equal(part(whole, bps), (exact - (exact % 10_000n)) / 10_000n);
        assert.equal(partUp(whole, bps) - part(whole, bps), exact % 10_000n === 0n ? 0n : 1n);
      }),
    );
  });
});

describe("a job's stake", () => {
  it("is its base at the reference temperature, rounded up beside it", () => {
    assert.equal(scaledStakeWei(1_000n, 24n, 24n), 1_000n);
    assert.equal(scaledStakeWei(1_000n, 24n, 25n), 960n);
    assert.equal(scaledStakeWei(1_001n, 24n, 25n), 961n);
  });

  it("is never less than half of its base nor more than twice", () => {
    assert.equal(scaledStakeWei(1_001n, 1n, 100n), 501n);
    assert.equal(scaledStakeWei(1_001n, 100n, 1n), 2_002n);
  });
});
