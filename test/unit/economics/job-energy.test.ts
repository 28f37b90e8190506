import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { measuredEnergy, plannedEnergy } from "../../../src/economics/job-energy.ts";

const JOB = {
  rewardWei: 2_000n,
  plannedCostWei: 1_950n,
  deadlineSeconds: 100n,
  energyBudgetWad: 900n,
  expectedEntropyWad: 1_000n,
  plannedJudges: 3n,
};
const COURSE = { approved: true, costWei: 1_950n, workSeconds: 40n, judges: 3n, approving: 3n };

describe("a job's energies", () => {
  it("are the plan's where all goes as planned: its work is worth the reward above its cost", () => {
    const planned = { energyWad: 900n, costWei: 1_950n, valueWei: 3_950n, uPreWad: 1_000n, uPostWad: 0n };
    assert.deepEqual(plannedEnergy(JOB), planned);
    assert.deepEqual(measuredEnergy(JOB, { ...COURSE, workSeconds: 100n }), planned);
  });

  it("follow the time worked and what it cost", () => {
    const { energyWad, costWei, valueWei } = measuredEnergy(JOB, { ...COURSE, costWei: 2_222n });
    assert.deepEqual([energyWad, costWei, valueWei], [360n, 2_222n, 3_950n]);
  });

  it("keep as uncertain what its judges were too few for, or disagreed on", () => {
    const left = (judges: bigint, approving: bigint) =>
      measuredEnergy(JOB, { ...COURSE, judges, approving }).uPostWad;
    // 1 − (1 − H(81/82) / ln 2) / (1 − H(729/730) / ln 2), and 1 − (1 − H(9/10) / ln 2) / the same.
    assert.deepEqual([left(2n, 2n), left(3n, 2n)], [82n, 461n]);
    assert.deepEqual([left(3n, 1n), left(0n, 0n), left(6n, 6n)], [1_000n, 1_000n, 0n]);
  });

  it("count rejected work as worth nothing and as uncertain as before", () => {
    const { valueWei, uPreWad, uPostWad } = measuredEnergy(JOB, { ...COURSE, approved: false });
    assert.deepEqual([valueWei, uPreWad, uPostWad], [0n, 1_000n, 1_000n]);
  });
});
