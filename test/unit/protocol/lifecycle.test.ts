import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DELAY_POLICIES } from "../../../src/model/enums.ts";
import type { Ballot } from "../../../src/model/votes.ts";
import type { MissionLane } from "../../../src/protocol/driver.ts";
import {
  closeValidationGas,
  jurorPartGas,
  jurorParts,
  juryDrawGas,
  settlementGas,
} from "../../../src/protocol/jury-gas.ts";
import {
  closeDispute,
  type HearingPlan,
  openDispute,
  postStep,
  settle,
  validate,
} from "../../../src/protocol/lifecycle.ts";
import { textDigest } from "../../../src/records/job-request.ts";
import { executionDelayOf } from "../../../src/records/settings.ts";
import { FakeJobs, WINDOW_SECONDS } from "../../support/fake-jobs.ts";
import { briefBy, postedJob } from "../../support/posted-job.ts";
import { castWith, person } from "../../support/small-cast.ts";

const MEMBERS = ["anna", "bert", "cleo"].map((handle) => person(handle));
const CAST = castWith(...MEMBERS);
const DRAWN = MEMBERS.map(({ account }) => account);

const all = (ballot: Ballot) => () => ballot;
const round = (ballot: Ballot) => ({ cast: CAST, committeeSize: 3, ballotOf: all(ballot) });

async function withJob(chain: FakeJobs, act: (lane: MissionLane, jobId: bigint) => Promise<void>) {
  const driver = chain.driver();
  await driver.weave(async (lane) => act(lane, await postedJob(lane, CAST)));
  return driver.records;
}

describe("the posting of a job", () => {
  it("carries the plan's terms in the contract's units", () => {
    const brief = briefBy(CAST, { planJobId: "drill:JOB", dependencies: [4n, 7n] });
    const { from, contract, args } = postStep(brief);
    assert.deepEqual([from, contract], [CAST.employer, "JobRegistry"]);
    assert.deepEqual(args, [
      {
        planJobId: textDigest("drill:JOB"),
        specHash: textDigest("drill:JOB\nA job"),
        jurisdiction: textDigest("city:Lyon"),
        operator: CAST.operator.address,
        rewardWei: 1_000n,
        validatorBonusWei: 50n,
        validatorBonusCapWei: 100n,
        deadlineSeconds: 600,
        delayPolicy: DELAY_POLICIES.indexOf("raise-temperature"),
        dependencies: [4n, 7n],
      },
      1_000_000n,
    ]);
  });

  it("leaves to a region's executor what it pays at most", () => {
    const brief = briefBy(CAST, { poster: { from: CAST.operator, contract: "RegionalExecutor NORTH" } });
    assert.equal(postStep(brief).args.length, 1);
  });
});

describe("a judged job", () => {
  it("is paid out once nobody can challenge its verdict any more", async () => {
    const chain = new FakeJobs(DRAWN);
    const records = await withJob(chain, async (lane, jobId) => {
      const closed = await validate(lane, jobId, round("approve"));
      assert.equal(closed.outcome, "approved");
      await settle(lane, jobId, CAST, closed);
    });
    const closedAt = records.find((record) => record.function === "closeValidation")?.timestamp ?? 0;
    assert.equal(records.at(-1)?.function, "finalize");
    assert.equal(records.at(-1)?.timestamp, closedAt + Number(WINDOW_SECONDS) + 1);
  });

  it("may be judged anew where a first round comes to nothing, and is not paid out before", async () => {
    const chain = new FakeJobs(DRAWN);
    await withJob(chain, async (lane, jobId) => {
      const first = await validate(lane, jobId, round("never-reveal"));
      const { outcome, challengeEnd, members } = first;
      assert.deepEqual([outcome, challengeEnd, members], ["inconclusive", null, 3]);
      await assert.rejects(settle(lane, jobId, CAST, first), /job 1 is not judged yet/);
      const second = await validate(lane, jobId, round("reject"));
      assert.equal(second.outcome, "rejected");
      await settle(lane, jobId, CAST, second);
    });
    assert.equal(chain.argsOf("JobRegistry.finalize").length, 1);
  });

  it("is not appealed by whom the verdict went for", async () => {
    const { told } = await dispute(DRAWN, "reject", [{ ...APPEAL, ballotOf: all("reject") }]);
    assert.deepEqual(told, ["operator: DisputeModule.drawJury", "operator: JobRegistry.finalize"]);
  });

  it("may use the more gas the more seats are drawn and judged", async () => {
    const appeals = [{ ...APPEAL, ballotOf: all("reject") }];
    const { chain } = await dispute(DRAWN, "approve", appeals);
    const limitsOf = (call: string) =>
      chain.sent.filter((sent) => sent.call === call).map(({ request }) => request.gasLimit);
    const accounts = CAST.people.length;
    const drawn = { committeeSize: 3, accounts };
    assert.deepEqual(limitsOf("DisputeModule.drawJury"), [
      juryDrawGas(drawn, 3, 1),
      juryDrawGas(drawn, 3, 2),
    ]);
    assert.deepEqual(limitsOf("JobRegistry.closeValidation"), [closeValidationGas({ members: 3, accounts })]);
    assert.deepEqual(limitsOf("JobRegistry.finalize"), [
      settlementGas({ members: 3, jurors: 6, accounts }, 6),
    ]);
  });

  it("is settled in parts where one transaction could not settle all of its jurors", async () => {
    const jury = Array.from({ length: 60 }, (_, index) => person(`juror ${index}`));
    const crowd = Array.from({ length: 1200 }, (_, index) => person(`neighbour ${index}`));
    const cast = castWith(...MEMBERS, ...jury, ...crowd);
    const judged = { members: 15, jurors: 60, accounts: cast.people.length };
    const parts = jurorParts(judged);
    const chain = new FakeJobs(
      DRAWN,
      jury.map(({ account }) => account),
    );
    await chain.driver().weave(async (lane) => {
      const jobId = await postedJob(lane, cast);
      await validate(lane, jobId, { cast, committeeSize: 15, ballotOf: all("reject") });
      await openDispute(lane, jobId, { from: cast.accountOf("agent"), contract: "JobRegistry" }, "evidence");
      const terms = { committeeSize: 15, jurySize: 9, juryQuorum: 5 };
      await closeDispute(lane, jobId, cast, { first: all("approve"), terms, owner: "approve" });
    });
    const settled = chain.sent.slice(chain.sent.findIndex(({ call }) => call.endsWith("concludeDispute")));
    assert.deepEqual(
      settled.map(({ call, args, request }) => [call, args.limit, request.gasLimit]),
      [
        ["DisputeModule.concludeDispute", undefined, settled[0]?.request.gasLimit],
        ...parts.map((part) => ["JurySettlement.settleJurors", String(part), jurorPartGas(judged, part)]),
        [
          "JobRegistry.finalize",
          undefined,
          settlementGas(judged, 60 - parts.reduce((sum, part) => sum + part)),
        ],
      ],
    );
    assert.ok(parts.length > 0);
  });
});

const APPEAL = { claimant: CAST.accountOf("employer"), against: "approved" } as const;

/** Has a job rejected and disputed. @returns what was called after the dispute, without votes */
async function dispute(jury: typeof DRAWN, ballot: Ballot, appeals: readonly HearingPlan[] = []) {
  const chain = new FakeJobs(DRAWN, jury);
  await withJob(chain, async (lane, jobId) => {
    await validate(lane, jobId, round("reject"));
    await openDispute(lane, jobId, { from: CAST.accountOf("agent"), contract: "JobRegistry" }, "evidence");
    // Of the three members of each jury here, a second one's quorum asks for all.
    const terms = { committeeSize: 3, jurySize: 3, juryQuorum: 1 };
    await closeDispute(lane, jobId, CAST, { first: all(ballot), appeals, terms, owner: "approve" });
  });
  const lines = chain.told().filter((line) => !line.endsWith("JuryVote"));
  return { chain, told: lines.slice(lines.indexOf("agent: JobRegistry.raiseDispute") + 1) };
}

describe("a disputed job", () => {
  it("is decided by its jury, without the owner", async () => {
    const { told } = await dispute(DRAWN, "approve");
    assert.deepEqual(told, ["operator: DisputeModule.drawJury", "operator: JobRegistry.finalize"]);
  });

  it("is heard again as often as somebody appeals, and paid out when nobody does in time", async () => {
    const appeals = [{ ...APPEAL, ballotOf: all("reject") }];
    const { told, chain } = await dispute(DRAWN, "approve", appeals);
    assert.deepEqual(told, [
      "operator: DisputeModule.drawJury",
      "employer: JobRegistry.appeal",
      "operator: DisputeModule.drawJury",
      "operator: JobRegistry.finalize",
    ]);
    assert.equal(chain.argsOf("JobRegistry.finalize").length, 1);
  });

  for (const [reason, jury] of [
    ["can be had", []],
    ["decides anything", DRAWN],
  ] as const) {
    it(`is ruled by the owner, a delay after it says so, where no jury ${reason}`, async () => {
      const { chain, told } = await dispute([...jury], "never-reveal");
      assert.deepEqual(told, [
        "operator: DisputeModule.drawJury",
        "owner: AccessManager.schedule",
        "owner: DisputeModule.ruleByOwner",
        "operator: JobRegistry.finalize",
      ]);
      const [scheduled, ruled] = chain.sent.filter(({ from }) => from === CAST.owner);
      const module = chain.book.get("DisputeModule").address;
      assert.equal(ruled?.args.ruling, "1");
      assert.deepEqual([scheduled?.args.target, scheduled?.args.data], [module, ruled?.request.data]);
      const waited = Number((ruled?.at ?? 0n) - (scheduled?.at ?? 0n));
      assert.equal(waited, executionDelayOf("ARBITER") + 1);
    });
  }
});
