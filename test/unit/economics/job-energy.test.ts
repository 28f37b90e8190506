import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { measuredEnergy, plannedEnergy, voteEntropyWad } from "../../../src/economics/job-energy.ts";
import { evenEntropyWad } from "../../../src/economics/shannon.ts";

const JOB = { rewardWei: 2_000n, deadlineSeconds: 100n, energyBudgetWad: 900n, expectedEntropyWad: 160n };
const COURSE = { approved: true, costWei: 1_950n, workSeconds: 40n, approvingSeats: 10n, revealedSeats: 10n };

describe("a job's energies", () => {
  it("are the plan's where all goes as planned", () => {
    assert.deepEqual(plannedEnergy(JOB), {
      energyWad: 900n,
      costWei: 2_000n,
      valueWei: 2_100n,
      uPreWad: 160n,
      uPostWad: 0n,
    });
  });

  it("follow the time worked, what was paid, and how far the committee agreed", () => {
    assert.deepEqual(measuredEnergy(JOB, COURSE), {
      energyWad: 360n,
      costWei: 1_950n,
      valueWei: 2_100n,
      uPreWad: 160n,
      uPostWad: 0n,
    });
    assert.equal(measuredEnergy(JOB, { ...COURSE, approvingSeats: 5n }).uPostWad, 160n);
    const divided = measuredEnergy(JOB, { ...COURSE, approvingSeats: 9n }).uPostWad;
    assert.ok(divided > 0n && divided < 160n);
  });

  it("count rejected work as worth nothing and as uncertain as before", () => {
    const { valueWei, uPreWad, uPostWad } = measuredEnergy(JOB, { ...COURSE, approved: false });
    assert.deepEqual([valueWei, uPreWad, uPostWad], [0n, 160n, 160n]);
  });

  it("take a verdict's entropy from the stake on both sides", () => {
    assert.equal(voteEntropyWad({ approvingSeats: 4n, revealedSeats: 4n }), 0n);
    assert.equal(voteEntropyWad({ approvingSeats: 2n, revealedSeats: 4n }), evenEntropyWad(2));
  });
});
