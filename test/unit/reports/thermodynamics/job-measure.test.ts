import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import type { ArgumentRecord, EventRecord } from "../../../../src/model/record.ts";
import { loadProject } from "../../../../src/plan/project.ts";
import { measureJob } from "../../../../src/reports/thermodynamics/job-measure.ts";
import { measureLayer } from "../../../../src/reports/thermodynamics/layer-measure.ts";
import { readingsOf } from "../../../../src/reports/thermodynamics/readings.ts";

const WAD = 10n ** 18n;
const PLAN = "plans/asi-takeoff/project-plan.json";

const REBATE_WEI = 5n;

const bonusOf = (job: Job) => (job.rewardWei * BigInt(job.validatorBonusBps)) / 10_000n;

const event = (name: string, args: ArgumentRecord): EventRecord => ({
  contract: "JobRegistry",
  address: "0x1",
  name,
  args,
});

async function nationalPlan(): Promise<Plan> {
  const loaded = await loadProject(PLAN, { folder: process.cwd() });
  assert.ok(loaded.ok);
  return loaded.project.national;
}

/**
 * A life of `job`: worked on for `work` seconds, judged by three of whom some approve, its reward paid to agent and
 * employer, its bonus to a validator.
 */
function life(job: Job, { work = 1, outcome = "1", approving = 3 } = {}): EventRecord[] {
  const deadline = 1_000 + job.deadlineSeconds;
  const pay = (payee: string, amountWei: bigint, reason: string) =>
    event("EscrowPaid", { payee, amountWei: amountWei.toString(), reason });
  return [
    event("JobCreated", { jobId: "1", employer: "employer" }),
    event("JobAssigned", { deadline: String(deadline) }),
    event("ResultSubmitted", { submittedAt: String(1_000 + work) }),
    ...[1, 2, 3].map((validator) =>
      event("VoteRevealed", { validator: `${validator}`, choice: validator <= approving ? "1" : "2" }),
    ),
    pay("agent", job.rewardWei - REBATE_WEI, "0"),
    pay("employer", REBATE_WEI, "3"),
    pay("validator", bonusOf(job), "1"),
    pay("employer", 7n, "4"),
    pay("treasury", 9n, "5"),
    pay("treasury", 1_000n, "10"),
    event("JobFinalized", { outcome }),
  ];
}

describe("a measured job", () => {
  it("takes time, payments and votes from its events", async () => {
    const plan = await nationalPlan();
    const [job] = plan.jobs as [Job];
    const { measure, measured, planned } = measureJob(job, { plan, terms: plan }, [
      life(job, { work: job.deadlineSeconds / 2 }),
    ]);
    assert.equal(measure.outcome, "approved");
    assert.equal(measure.late, false);
    assert.equal(measure.energyWad, job.energyBudgetWad / 2n);
    const costWei = job.rewardWei - REBATE_WEI + bonusOf(job) + 9n;
    assert.equal(measured.costWei, costWei);
    assert.equal(planned.valueWei, planned.costWei + job.rewardWei);
    assert.equal(measure.deltaHWei, costWei - planned.valueWei);
    assert.deepEqual([measure.judges, measure.approving], [3n, 3n]);
    assert.equal(measure.deltaSWad, job.expectedEntropyWad);
  });

  it("counts everybody who revealed once, by the last word, in committees and juries alike", async () => {
    const plan = await nationalPlan();
    const [job] = plan.jobs as [Job];
    const more = [
      event("VoteRevealed", { validator: "3", choice: "2" }),
      event("JuryVoteRevealed", { juror: "4", choice: "1" }),
    ];
    const { judges, approving, deltaSWad } = measureJob(job, { plan, terms: plan }, [
      [...life(job), ...more],
    ]).measure;
    assert.deepEqual([judges, approving], [4n, 3n]);
    assert.ok(deltaSWad > 0n && deltaSWad < job.expectedEntropyWad);
  });

  it("is late from its soft deadline on", async () => {
    const plan = await nationalPlan();
    const [job] = plan.jobs as [Job];
    assert.equal(
      measureJob(job, { plan, terms: plan }, [life(job, { work: job.deadlineSeconds - 1 })]).measure.late,
      false,
    );
    assert.equal(
      measureJob(job, { plan, terms: plan }, [life(job, { work: job.deadlineSeconds })]).measure.late,
      true,
    );
  });

  it("keeps as uncertain what the committee disagreed on, and all of rejected work", async () => {
    const plan = await nationalPlan();
    const [job] = plan.jobs as [Job];
    const divided = measureJob(job, { plan, terms: plan }, [life(job, { approving: 2 })]).measure;
    assert.ok(divided.deltaSWad > 0n && divided.deltaSWad < job.expectedEntropyWad);
    assert.equal(measureJob(job, { plan, terms: plan }, [life(job, { outcome: "2" })]).measure.deltaSWad, 0n);
  });

  it("takes the energy and the costs of every attempt, and the value of the last", async () => {
    const plan = await nationalPlan();
    const [planned] = plan.jobs as [Job];
    const job = { ...planned, onFailure: "substitute" as const };
    const half = { work: job.deadlineSeconds / 2 };
    const { measure, measured, efforts } = measureJob(job, { plan, terms: plan }, [
      life(job, { ...half, outcome: "2" }),
      life(job, half),
    ]);
    const once = measureJob(job, { plan, terms: plan }, [life(job, half)]);
    assert.equal(measure.outcome, "approved");
    assert.equal(measure.energyWad, 2n * once.measure.energyWad);
    assert.equal(measured.costWei, 2n * once.measured.costWei);
    assert.equal(measured.valueWei, once.measured.valueWei);
    assert.equal(measure.deltaSWad, once.measure.deltaSWad);
    assert.deepEqual([efforts[0]?.energy.valueWei, efforts[0]?.agent], [0n, job.agent]);
    assert.notEqual(efforts[1]?.agent, job.agent);
  });

  it("is open without receipts", async () => {
    const plan = await nationalPlan();
    const [job] = plan.jobs as [Job];
    const { outcome, energyWad, deltaHWei } = measureJob(job, { plan, terms: plan }, []).measure;
    assert.deepEqual([outcome, energyWad, deltaHWei], ["open", 0n, 0n]);
  });
});

describe("the thermostat's readings", () => {
  it("are on target where every job was paid its reward in time", async () => {
    const plan = await nationalPlan();
    const { jobs } = plan;
    const readings = readingsOf(jobs.map((job) => measureJob(job, { plan, terms: plan }, [life(job)])));
    assert.deepEqual(readings, { emissionWad: WAD, backlogWad: 0n, slaWad: 0n });
  });

  it("count what is open, late or unpaid", async () => {
    const plan = await nationalPlan();
    const { jobs } = plan;
    const [first, ...others] = jobs as [Job, ...Job[]];
    const lives = [
      measureJob(first, { plan, terms: plan }, []),
      ...others.map((job) =>
        measureJob(job, { plan, terms: plan }, [life(job, { work: job.deadlineSeconds })]),
      ),
    ];
    const count = BigInt(jobs.length);
    const plannedOf = (some: readonly Job[]) =>
      some.reduce((sum, job) => sum + job.rewardWei + bonusOf(job), 0n);
    assert.deepEqual(readingsOf(lives), {
      emissionWad: (plannedOf(others) * WAD) / plannedOf(jobs),
      backlogWad: WAD / count,
      slaWad: ((count - 1n) * WAD) / count,
    });
    assert.deepEqual(readingsOf([]), { emissionWad: 0n, backlogWad: 0n, slaWad: 0n });
  });
});

describe("a measured layer", () => {
  it("weighs agents by what they used, and more evenly the hotter it is", async () => {
    const plan = await nationalPlan();
    const [frugal] = plan.jobs as [Job];
    const events = new Map(
      plan.jobs.map((job) => [
        job.id,
        [life(job, { work: job.agent === frugal.agent ? 1 : job.deadlineSeconds })],
      ]),
    );
    const weightAt = (temperatureWad: bigint) => {
      const { weights } = measureLayer("national", { plan, terms: plan }, events, [], temperatureWad).report;
      return weights.find(({ agent }) => agent === frugal.agent);
    };
    const [cool, hot] = [weightAt(WAD / 8n), weightAt(4n * WAD)];
    assert.ok(cool && hot && cool.measuredWeightWad > hot.measuredWeightWad);
    assert.ok(hot.measuredWeightWad > hot.plannedWeightWad);
  });

  it("shares what was paid among the roles, and measures how evenly", async () => {
    const plan = await nationalPlan();
    const events = new Map(plan.jobs.map((job) => [job.id, [life(job)]]));
    const { roles } = measureLayer("national", { plan, terms: plan }, events, [], WAD).report;
    assert.deepEqual(
      roles.map(({ role, paidBps, recipients, entropyWad }) => [role, paidBps, recipients, entropyWad]),
      [
        ["agents", 9_795n, 1, 0n],
        ["validators", 204n, 1, 0n],
        ["operators", 0n, 0, 0n],
        ["employers", 0n, 1, 0n],
      ],
    );
  });

  it("is planned by the terms that the contracts got, not by those of its own plan", async () => {
    const terms = await nationalPlan();
    const { shares } = terms.protocol;
    const plan = {
      ...terms,
      governance: {
        ...terms.governance,
        thermostat: { ...terms.governance.thermostat, initialTemperatureWad: WAD },
      },
      protocol: {
        ...terms.protocol,
        shares: { ...shares, agentsBps: shares.agentsBps - 500, validatorsBps: 2_000 },
      },
    };
    const { planned, roles } = measureLayer("planetary", { plan, terms }, new Map(), [], WAD).report;
    assert.equal(planned.temperatureWad, terms.governance.thermostat.initialTemperatureWad);
    assert.deepEqual(
      roles.map(({ plannedBps }) => plannedBps),
      [6_500n, 1_500n, 1_500n, 500n],
    );
  });
});
