import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import { DELAY_POLICIES, JOB_STATUSES, numberOf, OUTCOMES } from "../../../../src/model/enums.ts";
import type { Project } from "../../../../src/model/loaded-project.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import { latenessOf, readJobs } from "../../../../src/observe/owner/job-board.ts";
import { bonusCapWei, jurisdictionLabel, textDigest } from "../../../../src/records/job-request.ts";
import { OWNER_PAUSE_JOB } from "../../../../src/records/pause-job.ts";
import { answer } from "../../../support/answer.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { projectOf } from "../../../support/project-of.ts";
import { castWith, person } from "../../../support/small-cast.ts";
import { standpointOn } from "../../../support/standpoint.ts";

const assigned = { status: "assigned", deadline: 100n, graceSeconds: 10n };

describe("the lateness of a job", () => {
  it("begins at the soft deadline and turns at the hard one", () => {
    const at = (now: bigint) => latenessOf(assigned, null, now);
    assert.deepEqual([at(99n), at(100n), at(109n), at(110n)], ["none", "late", "late", "past grace"]);
  });

  it("is remembered of what was handed in late", () => {
    const submitted = { ...assigned, status: "submitted" };
    assert.equal(latenessOf(submitted, 99n, 500n), "none");
    assert.equal(latenessOf(submitted, 100n, 500n), "was late");
  });

  it("counts an agent's expiry, not that of a job which nobody took", () => {
    assert.equal(latenessOf({ ...assigned, status: "expired" }, null, 500n), "was late");
    assert.equal(latenessOf({ ...assigned, status: "expired", deadline: 0n }, null, 500n), "none");
  });

  it("does not touch jobs without an agent", () => {
    assert.equal(latenessOf({ ...assigned, status: "open", deadline: 0n }, null, 500n), "none");
  });
});

const ANNA = person("anna");
const CAST = castWith(ANNA);
const NOBODY = `0x${"00".repeat(20)}`;
const DIGEST = `0x${"11".repeat(32)}`;
const SHARES = [6_500, 1_500, 1_500, 500];

let plan: Plan;
let chain: FakeChain;
let posted: { readonly job: Record<string, unknown>; readonly needs: readonly bigint[] }[];
before(async () => {
  plan = await basePlan();
});
beforeEach(() => {
  chain = new FakeChain("SystemPause", "JobRegistry", "JobTerms", "DisputeModule");
  posted = [];
  answer(chain, { "SystemPause.activeTime": [100n] });
  chain.views.set("JobRegistry.jobOf", ({ jobId }) => [posted[Number(jobId) - 1]?.job]);
  chain.views.set("JobRegistry.dependenciesOf", ({ jobId }) => [posted[Number(jobId) - 1]?.needs]);
  chain.views.set("JobTerms.graceSecondsAt", ({ version }) => [version === "1" ? 10 : 1_000]);
});

/** As the chain keeps a job of a plan. */
function structOf(job: Job, said: Readonly<Record<string, unknown>>) {
  const addresses = { employer: CAST.employer.address, agent: NOBODY, operator: NOBODY, claimant: NOBODY };
  const times = { openEnd: 0, deadline: 0, challengeEnd: 0, deadlineSeconds: job.deadlineSeconds };
  const amounts = { feeWei: 0, validatorBonusWei: 0, agentStakeWei: 0, bondWei: 0 };
  return {
    ...addresses,
    ...times,
    ...amounts,
    status: numberOf(JOB_STATUSES, "open"),
    outcome: numberOf(OUTCOMES, "pending"),
    delayPolicy: numberOf(DELAY_POLICIES, job.adjustmentOnDelay),
    termsVersion: 1,
    rewardWei: job.rewardWei,
    validatorBonusCapWei: bonusCapWei(job),
    shares: SHARES,
    ...said,
  };
}

/** Posts a job of the plan, and says what the chain has of it. */
function post(
  job: Job,
  said: Readonly<Record<string, unknown>> = {},
  {
    needs = [] as readonly bigint[],
    chainId = job.id as string,
    jurisdiction = textDigest(jurisdictionLabel(job)),
  } = {},
): void {
  posted.push({ job: structOf(job, said), needs });
  const { rewardWei, deadlineSeconds } = job;
  const hashes = [textDigest(chainId), textDigest(`${chainId}\n${job.title}`), jurisdiction];
  const request = [...hashes, NOBODY, rewardWei, 0n, 0n, deadlineSeconds, 0, needs];
  const head = [BigInt(posted.length), CAST.employer.address, textDigest(chainId)];
  chain.happens("JobRegistry", "JobCreated", ...head, request, 0n, 0n, 1n, SHARES, 0n);
}

async function board(layers: Partial<Project> = {}) {
  const project = projectOf(plan, layers);
  return readJobs(await standpointOn(chain, CAST), project);
}

const [FIRST, SECOND] = [0, 1].map((index) => () => plan.jobs[index] as Job) as [() => Job, () => Job];

describe("the job board", () => {
  it("joins what was posted with the plan, in the chain's order, and lists what was not", async () => {
    post(SECOND(), {}, { needs: [2n] });
    const { jobs, notPosted } = await board();
    assert.deepEqual(
      jobs.map(({ planId, origin, title, employer, agent, status }) => [
        planId,
        origin,
        title,
        employer,
        agent,
        status,
      ]),
      [["SECOND", "national", "Second job", "employer", "nobody", "open"]],
    );
    assert.deepEqual(
      notPosted.map(({ planId }) => planId),
      ["FIRST"],
    );
  });

  it("says which jobs have set their delay policies in motion", async () => {
    post(FIRST());
    post(SECOND());
    chain.happens("JobRegistry", "DelayPolicyTriggered", 2n, CAST.operator.address, 1, 3n, 4n);
    const { jobs } = await board();
    assert.deepEqual(
      jobs.map(({ delayPolicyUsed }) => delayPolicyUsed),
      [false, true],
    );
  });

  it("finds no drift in jobs that were posted as they were planned", async () => {
    post(FIRST());
    post(SECOND(), {}, { needs: [1n] });
    const { jobs, notPosted } = await board();
    assert.deepEqual(
      jobs.map(({ drift }) => drift),
      [[], []],
    );
    assert.deepEqual(notPosted, []);
  });

  it("names everything in which a job differs from its plan", async () => {
    const changed = { rewardWei: 7n, deadlineSeconds: 9, delayPolicy: 4, validatorBonusCapWei: 8n };
    post(FIRST(), changed, { needs: [1n], jurisdiction: DIGEST });
    const [job] = (await board()).jobs;
    assert.deepEqual(job?.drift, [
      `reward is 7, planned as ${FIRST().rewardWei}`,
      `deadline is 9, planned as ${FIRST().deadlineSeconds}`,
      `bonus cap is 8, planned as ${bonusCapWei(FIRST())}`,
      "delay policy is 4, planned as 1",
      `jurisdiction is ${DIGEST}, planned as ${textDigest(jurisdictionLabel(FIRST()))}`,
      "dependencies is FIRST, planned as none",
    ]);
  });

  it("names a dependency that no plan accounts for by its number", async () => {
    post(FIRST());
    post({ ...FIRST(), title: "A stranger's" });
    post(SECOND(), {}, { needs: [2n] });
    const { jobs } = await board();
    assert.deepEqual(jobs[2]?.drift, ["dependencies is #2, planned as FIRST"]);
  });

  it("shows a job that is in no plan as one, though it has the id of a planned one", async () => {
    post({ ...FIRST(), title: "A stranger's" }, { employer: accountOf("stranger").address });
    const { jobs, notPosted } = await board();
    const { planId, origin, employer, drift } = jobs[0] ?? {};
    assert.deepEqual(
      [planId, origin, employer, drift],
      [null, "unplanned", accountOf("stranger").address, ["is in no plan"]],
    );
    assert.equal(notPosted.length, 2);
  });

  it("tells jobs of the layers apart from those that coordinate them, and knows those of drills", async () => {
    const title = "Only above";
    const planetary = { ...plan, jobs: [{ ...FIRST(), title }], drills: [] };
    const drills = [{ id: "wait", kind: "expiry", job: "SECOND", adjustment: null } as const];
    post({ ...FIRST(), title });
    post(FIRST(), {}, { chainId: "coordination:FIRST" });
    post(SECOND(), { rewardWei: 1n }, { chainId: "drill:wait" });
    post({ ...FIRST(), title: OWNER_PAUSE_JOB.title }, {}, { chainId: OWNER_PAUSE_JOB.planJobId });
    const { jobs } = await board({ national: { ...plan, drills }, planetary, shared: plan });
    assert.deepEqual(
      jobs.map(({ planId, origin, drift }) => [planId, origin, drift]),
      [
        ["FIRST", "planetary", []],
        ["FIRST", "shared", []],
        ["drill:wait", "drill", []],
        [OWNER_PAUSE_JOB.planJobId, "drill", []],
      ],
    );
  });

  it("judges lateness by the grace of the job's own terms, and by when it was handed in", async () => {
    const assignedTo = { agent: ANNA.account.address, status: numberOf(JOB_STATUSES, "assigned") };
    post(FIRST(), { ...assignedTo, deadline: 90 });
    post(FIRST(), { ...assignedTo, deadline: 90, termsVersion: 2 });
    post(FIRST(), { ...assignedTo, deadline: 90 });
    chain.happens("JobRegistry", "ResultSubmitted", 3n, ANNA.account.address, DIGEST, 89n);
    const { jobs } = await board();
    assert.deepEqual(
      jobs.map(({ agent, lateness, submittedAt }) => [agent, lateness, submittedAt]),
      [
        ["anna", "past grace", null],
        ["anna", "late", null],
        ["anna", "none", "89"],
      ],
    );
  });

  it("tells who decided a dispute, if anybody has yet", async () => {
    for (const _ of [1, 2, 3]) post(FIRST());
    const dispute = [NOBODY, 0, 0, 0, 0, false, 0, NOBODY, 0, NOBODY, 0, 0, 0, 0];
    chain.views.set("DisputeModule.disputeOf", ({ jobId }) => [dispute.with(4, jobId === "3" ? 2 : 0)]);
    for (const jobId of [2n, 3n])
      chain.happens("JobRegistry", "JobDisputed", jobId, CAST.employer.address, DIGEST, 0n);
    const { jobs } = await board();
    assert.deepEqual(
      jobs.map(({ dispute: decided }) => decided),
      ["none", "open", "owner"],
    );
  });
});
