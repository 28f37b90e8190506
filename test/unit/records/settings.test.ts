import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import fc from "fast-check";
import type { Job, Plan } from "../../../src/model/plan.ts";
import { WAD } from "../../../src/model/units.ts";
import {
  executionDelayOf,
  incentiveConfig,
  jobTerms,
  judgingDelayOf,
  thermostatConfig,
} from "../../../src/records/settings.ts";
import { basePlan } from "../../support/base-plan.ts";

const BPS = 10_000;
const TREASURY = `0x${"11".repeat(20)}`;

let plan: Plan;
before(async () => {
  plan = await basePlan();
});

type Shares = Plan["protocol"]["shares"];

/** Four shares that add up to one, as a plan must state them. */
const anyShares: fc.Arbitrary<Shares> = fc
  .tuple(fc.nat(BPS), fc.nat(BPS), fc.nat(BPS))
  .map((cuts) => cuts.toSorted((a, b) => a - b) as [number, number, number])
  .map(([first, second, third]) => ({
    agentsBps: first,
    validatorsBps: second - first,
    operatorsBps: third - second,
    employersBps: BPS - third,
  }));

describe("the delay of those who judge in a mission", () => {
  const voting = (days: number): Plan => {
    const windows = { ...plan.protocol.windows, votingPeriodSeconds: days * 86_400 };
    return { ...plan, protocol: { ...plan.protocol, windows } };
  };

  it("is what the national plan says where nobody votes for longer", () => {
    const { judgingDelaySeconds } = plan.protocol.windows;
    assert.equal(judgingDelayOf({ national: plan, planetary: null }), judgingDelaySeconds);
    assert.equal(judgingDelayOf({ national: plan, planetary: voting(5) }), judgingDelaySeconds);
  });

  it("outlasts the votes of the planetary plan, whatever the national one says", () => {
    const [slow] = [voting(80)];
    assert.ok(judgingDelayOf({ national: plan, planetary: slow }) > 80 * 86_400);
  });

  it("outlasts the timelock after them too", () => {
    const slow = voting(80);
    const { quadraticVoting } = slow.governance;
    const longer = { ...quadraticVoting, executionDelaySeconds: 30 * 86_400 };
    const patient = { ...slow, governance: { ...slow.governance, quadraticVoting: longer } };
    assert.ok(judgingDelayOf({ national: plan, planetary: patient }) > 110 * 86_400);
  });
});

describe("the incentive policy of a plan", () => {
  it("begins inside of its own bounds, which leave room for shares that add up to one", () => {
    fc.assert(
      fc.property(anyShares, (shares) => {
        const config = incentiveConfig({ ...plan, protocol: { ...plan.protocol, shares } });
        assert.equal(config.shares, shares);
        const least = Object.values(config.minShares);
        const most = Object.values(config.maxShares);
        for (const [index, share] of Object.values(shares).entries()) {
          assert.ok((least[index] ?? BPS) <= share && share <= (most[index] ?? 0));
          assert.ok((most[index] ?? BPS + 1) <= BPS);
        }
        const total = (list: readonly number[]) => list.reduce((sum, share) => sum + share, 0);
        assert.ok(total(least) <= BPS && total(most) >= BPS);
      }),
    );
  });

  it("lets each role's share move between half and twice what the plan states, and no other's", () => {
    const shares = { agentsBps: 6_000, validatorsBps: 2_000, operatorsBps: 1_500, employersBps: 500 };
    const { minShares, maxShares } = incentiveConfig({ ...plan, protocol: { ...plan.protocol, shares } });
    assert.deepEqual(minShares, {
      agentsBps: 3_000,
      validatorsBps: 1_000,
      operatorsBps: 750,
      employersBps: 250,
    });
    assert.deepEqual(maxShares, {
      agentsBps: 10_000,
      validatorsBps: 4_000,
      operatorsBps: 3_000,
      employersBps: 1_000,
    });
  });
});

describe("the thermostat of a plan", () => {
  it("cannot be driven further by its controller than half of where it begins", () => {
    const { baseWad, gains, weights, bounds } = thermostatConfig(plan);
    assert.equal(gains.outputLimit, baseWad / 2n);
    assert.ok(gains.integralLimit < gains.outputLimit);
    assert.ok(bounds.minWad <= baseWad && baseWad <= bounds.emergencyWad);
    assert.ok(bounds.emergencyWad <= bounds.maxWad);
    assert.ok(Object.values(weights).reduce((sum, weightWad) => sum + weightWad, 0n) <= WAD);
  });
});

describe("the terms of a plan's jobs", () => {
  it("lock for a seat what the dearest job asks, be it of the file's other layer", () => {
    const dear = { ...(plan.jobs[0] as Job), validatorStakeWei: 10n ** 28n };
    assert.equal(jobTerms({ ...plan, borrowed: [dear] }, TREASURY).validation.seatLockWei, 10n ** 28n);
    assert.equal(
      jobTerms(plan, TREASURY).validation.seatLockWei,
      plan.jobs.map(({ validatorStakeWei }) => validatorStakeWei).reduce((a, b) => (a > b ? a : b)),
    );
    assert.equal(jobTerms({ ...plan, jobs: [] }, TREASURY).validation.seatLockWei, 0n);
  });

  it("are those of the plan's protocol, the jury's apart from the committee's", () => {
    const windows = { ...plan.protocol.windows, commitSeconds: 1, revealSeconds: 2 };
    const juries = { juryCommitSeconds: 3, juryRevealSeconds: 4, rulingSeconds: 200_000 };
    const protocol = { ...plan.protocol, windows: { ...windows, ...juries } };
    const { validation, dispute, treasury } = jobTerms({ ...plan, protocol }, TREASURY);
    assert.deepEqual([validation.commitSeconds, validation.revealSeconds], [1, 2]);
    assert.deepEqual([dispute.commitSeconds, dispute.revealSeconds, dispute.rulingSeconds], [3, 4, 200_000]);
    assert.equal(treasury, TREASURY);
  });

  it("leave the owner time to rule, whose delay is shorter than the ruling window", () => {
    assert.ok(executionDelayOf("ARBITER") < jobTerms(plan, TREASURY).dispute.rulingSeconds);
  });
});
