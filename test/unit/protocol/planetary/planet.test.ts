import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { courseOf } from "../../../../src/economics/drawn-course.ts";
import { ROLE } from "../../../../src/model/enums.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import { runPlanet } from "../../../../src/protocol/planetary/planet.ts";
import { textDigest } from "../../../../src/records/job-request.ts";
import { PLANETARY_ROLE_IDS } from "../../../../src/records/planetary-roles.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { DRILLED_JOBS, fakePlanet } from "../../../support/fake-planet.ts";

let base: Plan;
before(async () => {
  base = await basePlan();
});

const withoutCouncil = (plan: Plan): Plan => ({
  ...plan,
  participants: { ...plan.participants, council: [] },
});

/** Runs a planetary plan on a nation that has everybody but the council, and jobs of its own. */
async function planetOf(planetary: Plan) {
  const jobs = base.jobs.map((job): Job => ({ ...job, id: `NATIONAL ${job.id}` }));
  const fake = fakePlanet({ ...withoutCouncil(base), jobs }, planetary);
  const driver = fake.chain.driver();
  const readings = await runPlanet(driver, fake.mission);
  const calls = fake.chain.sent.map(({ call }) => call);
  const requests = fake.chain.sent
    .filter(({ call }) => call.endsWith(".createJob"))
    .map(({ args }) => args.request as { readonly planJobId: string; readonly dependencies: string[] });
  return { ...fake, readings, calls, requests };
}

describe("a planetary run", () => {
  let planet: Awaited<ReturnType<typeof planetOf>>;
  before(async () => {
    planet = await planetOf(base);
  });

  it("anchors, admits, deploys, votes, funds, has jobs done and rewards, in that order", () => {
    const { calls } = planet;
    const milestones = [
      "ReceiptAnchor.anchor",
      "StakeManager.depositStake",
      "deployment",
      "QuadraticGovernor.propose",
      "QuadraticGovernor.execute",
      "BudgetDivision.vote",
      "BudgetDivision.conclude",
      "Treasury.execTransaction",
      "RegionalExecutor NORTH.createJob",
      "RegionalExecutor SOUTH.createJob",
      "RewardEngineMB.settle",
    ];
    assert.deepEqual([...new Set(calls.filter((call) => milestones.includes(call)))], milestones);
    for (const [index, earlier] of milestones.slice(0, -3).entries())
      assert.ok(calls.lastIndexOf(earlier) < calls.indexOf(String(milestones[index + 1])), earlier);
  });

  it("admits those whom only the planetary plan names", () => {
    const { chain, mission } = planet;
    const admitted = chain.argsOf("IdentityRegistry.register").map(({ account }) => account);
    const council = base.participants.council.map(({ handle }) => mission.cast.accountOf(handle).address);
    assert.deepEqual(admitted.slice(0, -2), council);
  });

  it("has the council approve a pot and divide it between the regions, which the Safe then pays", () => {
    const { governor, division, safe, calls } = planet;
    assert.deepEqual(governor.executed, ["BudgetDivision.open", "IncentivePolicy.setRoleShares"]);
    assert.deepEqual([...division.approved.keys()], ["RegionalExecutor NORTH", "RegionalExecutor SOUTH"]);
    assert.ok(!calls.some((call) => call.endsWith(".approveBudget")));
    assert.deepEqual(
      [...safe.paid.keys()],
      ["RegionalExecutor NORTH", "RegionalExecutor SOUTH", "RewardEngineMB"],
    );
  });

  it("returns what it read: the nation's proof, the shares it started from, and the sitting", () => {
    const { readings } = planet;
    const { proved, shares, sitting, ticks } = readings;
    assert.equal(proved.value, true);
    assert.ok(ticks.length > 1 && ticks.length === planet.chain.argsOf("Thermostat.tick").length);
    assert.equal(shares?.value.governed.validatorsBps, 1_500n);
    assert.deepEqual(
      sitting?.tallies.value.map(({ state }) => state),
      ["executed", "executed", "defeated", "canceled"],
    );
  });

  it("has each region's executor employ, by its own operator, with the deliverable's digest as the result", () => {
    const { chain } = planet;
    const posts = chain.told().filter((line) => line.endsWith(".createJob"));
    assert.deepEqual(posts, [
      "region-operator-NORTH: RegionalExecutor NORTH.createJob",
      "region-operator-SOUTH: RegionalExecutor SOUTH.createJob",
    ]);
    assert.deepEqual(
      chain.argsOf("JobRegistry.submitResult").map(({ resultHash }) => resultHash),
      ["FIRST", "SECOND"].map((job) => textDigest(`deliverable of Base/${job}`)),
    );
  });

  it("lets each job take the time that its work takes", () => {
    const times = ["applyForJob", "submitResult"].map((name) =>
      planet.chain.sent.filter(({ call }) => call === `JobRegistry.${name}`).map(({ at }) => at),
    );
    const [taken = [], handedIn = []] = times;
    assert.deepEqual(
      handedIn.map((at, index) => at - (taken[index] ?? 0n)),
      base.jobs.map((job) => BigInt(courseOf(base, job).workSeconds) + 1n),
    );
  });

  it("builds on the nation's settled jobs, by their ids on chain, as on its own", async () => {
    const [first, second] = base.jobs as [Job, Job];
    const leaning = { ...first, dependencies: ["NATIONAL SECOND"] };
    const { requests } = await planetOf({ ...base, jobs: [leaning, second] });
    assert.deepEqual(
      requests.map(({ dependencies }) => dependencies),
      [[String(DRILLED_JOBS + 2)], ["1"]],
    );
  });

  it("employs for a job of no region through a global executor", async () => {
    const jobs = base.jobs.map((job): Job => ({ ...job, region: null }));
    const { chain, division } = await planetOf({ ...base, jobs });
    assert.equal(chain.argsOf("RegionalExecutor GLOBAL.createJob").length, 2);
    assert.deepEqual([...division.approved.keys()], ["RegionalExecutor GLOBAL"]);
  });

  it("rewards jobs in the order in which they were paid out, whatever their order in the plan", async () => {
    const [slow, second] = base.jobs as [Job, Job];
    const quick = { ...second, dependencies: [], deadlineSeconds: 600 };
    const { chain, mission } = await planetOf({ ...base, jobs: [slow, quick] });
    const agents = chain
      .argsOf("RewardEngineMB.present")
      .flatMap(({ signed }) => signed as { readonly attestation: Record<"role" | "account", string> }[])
      .flatMap(({ attestation: { role, account } }) => (role === String(ROLE.agent) ? [account] : []));
    assert.deepEqual(
      agents,
      [quick, slow].map(({ agent }) => mission.cast.accountOf(agent).address),
    );
  });

  it("settles one epoch after the other in parts; the last one the owner has paid", () => {
    const { engine, chain } = planet;
    const steps = chain.told().filter((line) => /RewardEngineMB\.(present|settle)$/.test(line));
    const epoch = (payer: string) => [
      ...Array(2).fill("mission-operator: RewardEngineMB.present"),
      ...Array(2).fill("mission-operator: RewardEngineMB.settle"),
      ...Array(2).fill(`${payer}: RewardEngineMB.settle`),
    ];
    assert.deepEqual(steps, [...epoch("mission-operator"), ...epoch("owner.base.eth")]);
    const [first = 0n, last = 0n] = engine.settled;
    assert.equal(last - first, 1n);
  });

  it("settles an epoch in which nothing was done by what the operator has attested of it", async () => {
    const [only] = base.jobs as [Job];
    const { engine, chain } = await planetOf({ ...base, jobs: [only] });
    const [idle] = chain.argsOf("RewardEngineMB.present").at(-1)?.signed as unknown as [
      { readonly attestation: Record<string, string> },
    ];
    assert.deepEqual([idle.attestation.role, idle.attestation.valueWei], [String(ROLE.operator), "0"]);
    assert.equal(engine.settled.length, 2);
  });
});

describe("a planetary run without a council", () => {
  it("has the owner approve the budgets, and reads neither shares nor a sitting", async () => {
    const { chain, readings, calls, manager, mission } = await planetOf(withoutCouncil(base));
    const approvals = chain.told().filter((line) => line.endsWith(".approveBudget"));
    assert.deepEqual(approvals, [
      "owner.base.eth: RegionalExecutor NORTH.approveBudget",
      "owner.base.eth: RegionalExecutor SOUTH.approveBudget",
    ]);
    assert.deepEqual([readings.shares, readings.sitting], [null, null]);
    assert.ok(calls.every((call) => !/^(QuadraticGovernor|BudgetDivision)\./.test(call)));
    assert.equal(manager.holders.has(`${PLANETARY_ROLE_IDS.BUDGET} ${mission.cast.owner.address}`), false);
  });
});
