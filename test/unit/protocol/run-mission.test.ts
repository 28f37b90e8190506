import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { DrawnCourse } from "../../../src/economics/drawn-course.ts";
import type { Account } from "../../../src/model/cast.ts";
import type { Job, Plan } from "../../../src/model/plan.ts";
import { type MissionSettings, sendMission } from "../../../src/protocol/run-mission.ts";
import { textDigest } from "../../../src/records/job-request.ts";
import { basePlan } from "../../support/base-plan.ts";
import { FakeJobs, WINDOW_SECONDS } from "../../support/fake-jobs.ts";
import { briefBy } from "../../support/posted-job.ts";
import { castWith, person } from "../../support/small-cast.ts";

const MEMBERS = ["anna", "bert", "cleo"].map((handle) => person(handle));
const CAST = castWith(...MEMBERS);
const RESULT = `0x${"ab".repeat(32)}`;

/** All goes to plan. */
const SMOOTH: DrawnCourse = { workSeconds: 500, late: false, poor: false, rounds: [], disputed: false };

const jobAfter = (id: string, ...dependencies: string[]) =>
  ({
    ...briefBy(CAST).terms,
    agentStakeWei: 100n,
    id,
    title: id,
    dependencies,
    agent: `agent of ${id}`,
    jurisdiction: { kind: "city", name: "Lyon" },
    onFailure: "retry",
  }) as unknown as Job;

let terms: Plan;
before(async () => {
  terms = await basePlan();
});

const ACCOUNTS = MEMBERS.map(({ account }) => account);

async function run(
  jobs: readonly Job[],
  said: Partial<MissionSettings> = {},
  chain = new FakeJobs(ACCOUNTS),
) {
  const driver = chain.driver();
  await sendMission(
    driver,
    { jobs },
    {
      cast: CAST,
      terms,
      posterOf: () => briefBy(CAST).poster,
      courseOf: () => SMOOTH,
      workerOf: ({ agent }, attempt) => (attempt === 1 ? agent : `substitute ${attempt}`),
      resultHashOf: () => RESULT,
      ...said,
    },
  );
  const sentOf = (call: string) => chain.sent.filter((sent) => sent.call === `JobRegistry.${call}`);
  const posted = sentOf("createJob").map(
    ({ args }) => args.request as { planJobId: string; dependencies: string[] },
  );
  return { sentOf, posted };
}

describe("a mission", () => {
  it("posts a job when all that it depends on is paid out, naming their ids on chain", async () => {
    const { sentOf, posted } = await run(
      [jobAfter("LAST", "SLOW", "FAST"), jobAfter("SLOW"), jobAfter("FAST")],
      {
        courseOf: ({ id }) => ({ ...SMOOTH, workSeconds: id === "SLOW" ? 9_000 : 500 }),
      },
    );
    assert.deepEqual(
      posted.map(({ planJobId, dependencies }) => [planJobId, dependencies]),
      [
        [textDigest("SLOW"), []],
        [textDigest("FAST"), []],
        [textDigest("LAST"), ["1", "2"]],
      ],
    );
    const paidOut = sentOf("finalize");
    assert.deepEqual(
      paidOut.map(({ args }) => args.jobId),
      ["2", "1", "3"],
    );
    assert.equal(sentOf("createJob")[2]?.at, (paidOut[1]?.at ?? 0n) + 1n);
  });

  it("runs jobs beside each other that do not depend on each other", async () => {
    const { sentOf } = await run([jobAfter("ONE"), jobAfter("TWO")]);
    for (const call of ["createJob", "applyForJob", "submitResult", "finalize"]) {
      const [one, two] = sentOf(call);
      assert.equal(one?.at, two?.at, call);
    }
  });

  it("has each job worked on as long as its work takes, by its own agent", async () => {
    const { sentOf } = await run([jobAfter("ONE")]);
    const [taken, handedIn] = ["applyForJob", "submitResult"].map((call) => sentOf(call)[0]);
    assert.deepEqual([taken?.from.label, handedIn?.from.label], ["agent of ONE", "agent of ONE"]);
    assert.equal((handedIn?.at ?? 0n) - (taken?.at ?? 0n), 501n);
    assert.equal(handedIn?.args.resultHash, RESULT);
  });

  it("builds on jobs that were settled before, under the name by which the chain tells plans apart", async () => {
    const { posted } = await run([jobAfter("ONE", "BEFORE")], {
      settled: new Map([["BEFORE", 41n]]),
      chainIdOf: ({ id }) => `other:${id}`,
    });
    assert.deepEqual(
      posted.map(({ planJobId, dependencies }) => [planJobId, dependencies]),
      [[textDigest("other:ONE"), ["41"]]],
    );
  });

  it("has a jury judge the work where its committee is refused", async () => {
    const chain = new FakeJobs([], ACCOUNTS);
    const { sentOf } = await run([jobAfter("ONLY")], {}, chain);
    assert.equal(sentOf("finalize").length, 1);
    assert.deepEqual(
      chain.argsOf("DisputeModule.revealJuryVote").map(({ choice }) => choice),
      ["1", "1", "1"],
    );
  });

  it("has the owner rule where there is no jury either", async () => {
    const chain = new FakeJobs([]);
    const { sentOf } = await run([jobAfter("ONLY")], {}, chain);
    assert.equal(sentOf("finalize").length, 1);
    assert.deepEqual(
      chain.argsOf("DisputeModule.ruleByOwner").map(({ ruling }) => ruling),
      ["1"],
    );
  });

  it("agrees to pay what a job costs by the nation's terms, and to lock twice the stake it asks", async () => {
    const { sentOf } = await run([jobAfter("ONLY")]);
    const seats = 6n * 55n;
    assert.equal(sentOf("createJob")[0]?.args.maxCostWei, String(1_000n + 10n + 100n + seats));
    assert.equal(sentOf("applyForJob")[0]?.args.maxStakeWei, "200");
  });

  it("triggers the policy of a job that is late, and hands it in all the same", async () => {
    const { sentOf } = await run([jobAfter("LATE")], {
      courseOf: () => ({ ...SMOOTH, workSeconds: 150, late: true }),
    });
    const [taken, triggered, handedIn] = ["applyForJob", "triggerDelayPolicy", "submitResult"].map(
      (call) => sentOf(call)[0]?.at ?? 0n,
    ) as [bigint, bigint, bigint];
    assert.deepEqual([triggered - taken, handedIn - taken], [WINDOW_SECONDS + 1n, 151n]);
  });

  it("has members dissent and keep silent by their places, and draws another committee where too few reveal", async () => {
    const chain = new FakeJobs(ACCOUNTS);
    const { sentOf } = await run(
      [jobAfter("ONLY")],
      {
        courseOf: () => ({
          ...SMOOTH,
          rounds: [
            ["silent", "silent", "true"],
            ["true", "dissent", "true"],
          ],
        }),
      },
      chain,
    );
    assert.equal(sentOf("closeValidation").length, 2);
    assert.deepEqual(
      chain.argsOf("ValidationModule.revealVote").map(({ choice }) => choice),
      ["1", "1", "2", "1"],
    );
    assert.equal(chain.argsOf("ValidationModule.commitVote").length, 6);
  });

  it("has whom a wrong verdict goes against dispute it before a jury that sees what is so", async () => {
    const verdicts = [
      [{ rounds: [["dissent", "dissent", "true"]] }, "agent of ONLY", "1"],
      [{ poor: true, rounds: [["dissent", "dissent", "true"]] }, "employer", "2"],
    ] as const;
    for (const [course, claimant, said] of verdicts) {
      const chain = new FakeJobs(ACCOUNTS, ACCOUNTS);
      const { sentOf } = await run(
        [{ ...jobAfter("ONLY"), onFailure: "give up" }],
        { courseOf: () => ({ ...SMOOTH, ...course }) },
        chain,
      );
      assert.deepEqual(
        sentOf("raiseDispute").map(({ from }) => from.label),
        [claimant],
      );
      assert.deepEqual(
        chain.argsOf("DisputeModule.revealJuryVote").map(({ choice }) => choice),
        [said, said, said],
      );
    }
  });

  it("disputes a right verdict where that is drawn, unless its employer may not on its own", async () => {
    const disputed = { courseOf: () => ({ ...SMOOTH, disputed: true }) };
    const freely = await run([jobAfter("ONLY")], disputed, new FakeJobs(ACCOUNTS, ACCOUNTS));
    assert.deepEqual(
      freely.sentOf("raiseDispute").map(({ from }) => from.label),
      ["employer"],
    );
    const bound = { ...disputed, disputes: () => false };
    const held = await run([jobAfter("ONLY")], bound, new FakeJobs(ACCOUNTS, ACCOUNTS));
    assert.equal(held.sentOf("raiseDispute").length, 0);
  });

  const poorAtFirst = (attempts: number) => (_job: Job, attempt: number) => ({
    ...SMOOTH,
    poor: attempt <= attempts,
  });

  it("has a rejected job done again under its own id, and what depends on it wait for that", async () => {
    const { sentOf, posted } = await run([jobAfter("FIRST"), jobAfter("THEN", "FIRST")], {
      courseOf: ({ id }, attempt) => poorAtFirst(id === "FIRST" ? 2 : 0)({} as Job, attempt),
    });
    assert.deepEqual(
      sentOf("reopenJob").map(({ args }) => args.jobId),
      ["1", "1"],
    );
    const of = (attempt: bigint) => String(1n + (attempt << 64n));
    assert.deepEqual(
      sentOf("applyForJob").map(({ args, from }) => [args.jobId, from.label]),
      [
        ["1", "agent of FIRST"],
        [of(1n), "substitute 2"],
        [of(2n), "substitute 3"],
        ["2", "agent of THEN"],
      ],
    );
    assert.deepEqual(posted.at(-1)?.dependencies, ["1"]);
    const results = sentOf("submitResult").map(({ args }) => args.resultHash === RESULT);
    assert.deepEqual(results, [false, false, true, true], "what is poor is not what was asked for");
  });

  it("gives a job up where the plan says so, and posts nothing that waits for it", async () => {
    const given = { ...jobAfter("FIRST"), onFailure: "give up" as const };
    const { sentOf, posted } = await run(
      [given, jobAfter("THEN", "FIRST"), jobAfter("LAST", "THEN"), jobAfter("FREE")],
      { courseOf: ({ id }, attempt) => poorAtFirst(id === "FIRST" ? 9 : 0)({} as Job, attempt) },
    );
    assert.deepEqual(
      posted.map(({ planJobId }) => planJobId),
      ["FIRST", "FREE"].map((id) => textDigest(id)),
    );
    assert.equal(sentOf("reopenJob").length, 0);
  });

  it("posts nothing that waits for a job that was given up before", async () => {
    const { posted } = await run([jobAfter("ONE", "BEFORE")], { settled: new Map([["BEFORE", null]]) });
    assert.deepEqual(posted, []);
  });

  it("tries eight times at most", async () => {
    const { sentOf } = await run([jobAfter("NEVER")], { courseOf: poorAtFirst(99) });
    assert.equal(sentOf("applyForJob").length, 8);
  });

  it("stakes what was slashed anew", async () => {
    const chain = new FakeJobs(ACCOUNTS);
    chain.slash(ACCOUNTS[1] as Account, 7n);
    await run([jobAfter("ONLY")], {}, chain);
    const deposits = chain.sent.filter(({ call }) => call === "StakeManager.depositStake");
    assert.deepEqual(
      deposits.map(({ from, args }) => [from, args.role, args.amountWei]),
      [[ACCOUNTS[1], "2", "7"]],
    );
  });
});
