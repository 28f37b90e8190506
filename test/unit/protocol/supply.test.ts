import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import fc from "fast-check";
import { bondsWei, postedWei } from "../../../src/economics/jury.ts";
import type { Job, Plan } from "../../../src/model/plan.ts";
import { builtIn } from "../../../src/plan/drills.ts";
import { supplyOf } from "../../../src/protocol/supply.ts";
import { peopleOf } from "../../../src/records/casting.ts";
import { claimTerms, mostWorthWei } from "../../../src/records/job-request.ts";
import { basePlan } from "../../support/base-plan.ts";
import { projectOf } from "../../support/project-of.ts";

/** A wei of reward, a wei of fee, and a wei for each seat of two committees. */
const LEAST_PAUSE_TEST_WEI = 8n;

let base: Plan;
before(async () => {
  base = await basePlan();
});

const drill = (job: string) => builtIn("x", "dispute-lost", job);

/** Reward, fee rounded up, bonus cap, and six seats rounded up: what a job takes from its employer. */
function costOf({ rewardWei, validatorBonusCapBps }: Job, { protocol, jobs, borrowed }: Plan): bigint {
  const { protocolBps, seatBps } = protocol.fees;
  const partUp = (wei: bigint, bps: number) => (wei * BigInt(bps) + 9_999n) / 10_000n;
  const capWei = (rewardWei * BigInt(validatorBonusCapBps)) / 10_000n;
  const dearestWei = [...jobs, ...borrowed].reduce(
    (most, job) => (job.validatorStakeWei > most ? job.validatorStakeWei : most),
    0n,
  );
  const lockWei = dearestWei < rewardWei + capWei ? dearestWei : rewardWei + capWei;
  return rewardWei + partUp(rewardWei, protocolBps) + capWei + 6n * partUp(lockWei, seatBps);
}

/** The bonds of three hearings, the fees of their seats included: what a region sets aside for a job. */
function firstBondOf(job: Job, plan: Plan): bigint {
  return postedWei(mostWorthWei(job), claimTerms(plan), 1);
}

function bondsOf(job: Job, plan: Plan): bigint {
  return bondsWei(mostWorthWei(job), claimTerms(plan));
}

const sum = (amountsWei: readonly bigint[]) => amountsWei.reduce((all, wei) => all + wei, 0n);

/** Plans whose rewards use up any part of the budget, with any fees, bonuses and stakes that plans may state. */
function anyPlan(): fc.Arbitrary<Plan> {
  const rewards = fc.tuple(fc.bigInt(0n, 10n ** 24n), fc.bigInt(0n, 10n ** 24n));
  const ratios = {
    fee: fc.nat(10_000),
    cap: fc.nat(20_000),
    bond: fc.nat(10_000),
    seat: fc.nat(2_000),
    drills: fc.nat(4),
  };
  return fc.record({ rewards, leftWei: fc.bigInt(0n, 10n ** 6n), ...ratios }).map((drawn) => ({
    ...base,
    jobs: base.jobs.map((job, index) => ({
      ...job,
      rewardWei: drawn.rewards[index] ?? 0n,
      validatorBonusCapBps: drawn.cap,
    })),
    drills: Array.from({ length: drawn.drills }, (_, index) => ({ ...drill("SECOND"), id: `x${index}` })),
    budget: { ...base.budget, totalWei: sum(drawn.rewards) + drawn.leftWei },
    protocol: {
      ...base.protocol,
      fees: { protocolBps: drawn.fee, seatBps: drawn.seat, disputeBondBps: drawn.bond },
    },
  }));
}

describe("the supply", () => {
  it("lasts for every job, every drill, every stake and the treasury's reserve, whatever a plan asks", () => {
    fc.assert(
      fc.property(anyPlan(), fc.option(anyPlan(), { nil: null }), (national, planetary) => {
        const { totalWei, employerWei, safeWei } = supplyOf(projectOf(national, { planetary }));
        const costWei = (jobs: readonly Job[]) => sum(jobs.map((job) => costOf(job, national)));
        const drilled = national.drills.flatMap(({ job }) => national.jobs.filter(({ id }) => id === job));
        assert.ok(employerWei >= costWei(national.jobs) + costWei(drilled) + 1n);
        const bondsWei = sum((planetary?.jobs ?? []).map((job) => bondsOf(job, national)));
        assert.ok(safeWei >= costWei(planetary?.jobs ?? []) + bondsWei);
        const people = peopleOf(national, [national, ...(planetary ? [planetary] : [])]);
        const theirsWei = sum(
          people.flatMap(({ stakes, spareWei }) => [spareWei, ...stakes.map(({ amountWei }) => amountWei)]),
        );
        assert.ok(totalWei >= employerWei + safeWei + theirsWei);
        assert.ok(totalWei * 10n >= (employerWei + safeWei + theirsWei) * 11n - 10n);
      }),
    );
  });

  it("pays a planet's whole budget and the reward engine's reserve out of the Safe, where jobs take it all", () => {
    const dear = base.jobs.map((job) => ({ ...job, validatorBonusCapBps: 20_000 }));
    const planetary = { ...base, jobs: dear };
    const { safeWei } = supplyOf(projectOf(base, { planetary }));
    const { totalWei } = base.budget;
    const costWei = sum(dear.map((job) => costOf(job, base) + bondsOf(job, base)));
    assert.equal(safeWei, totalWei + costWei + (totalWei * 4n) / 100n + LEAST_PAUSE_TEST_WEI);
  });

  it("holds nothing in the Safe where there is no planet", () => {
    assert.equal(supplyOf(projectOf(base)).safeWei, 0n);
  });

  it("pays coordination beside the nation, with a bond for each of its jobs", () => {
    const shared = { ...base, participants: { ...base.participants } };
    const alone = supplyOf(projectOf(base)).employerWei;
    const bonds = sum(base.jobs.map((job) => firstBondOf(job, base)));
    const { employerWei } = supplyOf(projectOf(base, { shared }));
    assert.equal(employerWei, alone + 2n * base.budget.totalWei + bonds);
  });

  it("pays each attempt that is drawn, with its bond", () => {
    const [first, ...others] = base.jobs as [Job, ...Job[]];
    const again = { ...base, drills: [], jobs: [{ ...first, course: { poor: true } }, ...others] };
    const plain = { ...base, drills: [] };
    const moreWei = supplyOf(projectOf(again)).employerWei - supplyOf(projectOf(plain)).employerWei;
    assert.equal(moreWei, costOf(first, base) + firstBondOf(first, base));
  });

  it("pays each drill's job and bond, of whichever layer it borrows the terms", () => {
    const [first, ...others] = base.jobs as [Job, ...Job[]];
    const plain = { ...base, drills: [], jobs: others, borrowed: [first] };
    const drilled = { ...plain, drills: [drill(first.id)] };
    const appealWei = postedWei(mostWorthWei(first), claimTerms(drilled), 2);
    assert.equal(
      supplyOf(projectOf(drilled)).employerWei - supplyOf(projectOf(plain)).employerWei,
      costOf(first, drilled) + appealWei,
    );
  });
});
