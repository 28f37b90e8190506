import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Plan } from "../../../../src/model/plan.ts";
import { RECEIPTS, type ReceiptId } from "../../../../src/model/receipts.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { textDigest } from "../../../../src/records/job-request.ts";
import { recordsIn } from "../../../../src/records/located-records.ts";
import { authorityOf } from "../../../../src/reports/kit/authority.ts";
import { type Check, runChecks } from "../../../../src/reports/kit/checks.ts";
import type { KitReceipt } from "../../../../src/reports/kit/kit-receipts.ts";
import { NATIONAL_CHECKS } from "../../../../src/reports/kit/national-checks.ts";
import { PLANETARY_CHECKS } from "../../../../src/reports/kit/planetary-checks.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { DEPLOYER, deployment, OWNER, recorded } from "./records.ts";

/** A receipt of which a test says only what it is about. */
function receiptOf(id: ReceiptId, document: object): KitReceipt {
  const path = artefactPath(RECEIPTS[id].paths[0].replace("*", "some"));
  return { id, path, document, transactions: recordsIn(document) } as unknown as KitReceipt;
}

function deployReceipt(transactions: readonly TransactionRecord[], contracts: object[] = []): KitReceipt {
  return receiptOf("national-deploy", { principals: {}, contracts, transactions });
}

const EMPTY = { jobs: [], drills: [], regions: [] } as unknown as Plan;

/** Of a plan that defines a drill. */
const DEFINING = { drills: [{ id: "x", kind: "own" }] };

/** What one check says of some receipts. */
function ask(
  checks: readonly Check[],
  id: string,
  receipts: readonly KitReceipt[],
  regions: string[] = [],
  asked: object = {},
) {
  const check = checks.find((each) => each.id === id);
  assert.ok(check, id);
  const places = regions.map((region) => ({ id: region, region }));
  const plan = { ...EMPTY, regions: places, jobs: places, ...asked } as unknown as Plan;
  const [answer] = runChecks([check], { receipts, authority: authorityOf(receipts), owner: OWNER, plan });
  assert.ok(answer);
  return answer;
}

const national = (id: string, ...receipts: KitReceipt[]) => ask(NATIONAL_CHECKS, id, receipts);

describe("a national checklist", () => {
  it("is all open when nothing was left", () => {
    for (const { id } of NATIONAL_CHECKS) {
      assert.equal(ask(NATIONAL_CHECKS, id, [], [], DEFINING).status, "open", id);
    }
  });

  it("asks of drills that a plan defines only where it does", () => {
    const evidence = { receipts: [], authority: authorityOf([]), owner: OWNER };
    const ids = (plan: Plan) => runChecks(NATIONAL_CHECKS, { ...evidence, plan }).map(({ id }) => id);
    const added = ids({ ...EMPTY, ...DEFINING } as unknown as Plan).filter((id) => !ids(EMPTY).includes(id));
    assert.equal(added.length, 1);
  });

  it("shows the transaction in which the deployer gave up ADMIN", () => {
    const answer = national("deployer-renounced", deployReceipt(deployment()));
    assert.equal(answer.status, "done");
    assert.deepEqual(answer.evidence, ["localhost/asi-takeoff/receipts/deploy.json"]);
    assert.deepEqual(answer.transactions, [deployment()[4]?.hash]);
  });

  it("stays open while the deployer holds any role", () => {
    const kept = recorded({
      block: 6,
      events: [["AccessManager", "RoleGranted", { roleId: "5", account: DEPLOYER, delay: "0" }]],
    });
    const answer = national("deployer-renounced", deployReceipt([...deployment(), kept]));
    assert.deepEqual([answer.status, answer.finding], ["open", `${DEPLOYER} still holds 5`]);
  });

  it("sees a second ADMIN, in whatever order receipts show the transactions", () => {
    assert.equal(national("owner-alone-is-admin", deployReceipt(deployment().toReversed())).status, "done");
    const second = recorded({
      block: 7,
      events: [["AccessManager", "RoleGranted", { roleId: "0", account: DEPLOYER, delay: "0" }]],
    });
    const answer = national("owner-alone-is-admin", deployReceipt([second, ...deployment()]));
    assert.equal(answer.status, "open");
    assert.match(answer.finding, new RegExp(`${OWNER}, ${DEPLOYER}`));
  });

  it("names a module that the pause does not reach", () => {
    const [, updated, registered] = deployment() as [TransactionRecord, TransactionRecord, TransactionRecord];
    assert.equal(national("modules-pausable", deployReceipt([updated, registered])).status, "done");
    const answer = national("modules-pausable", deployReceipt([updated]));
    assert.deepEqual([answer.status, answer.finding], ["open", "not registered: JobRegistry"]);
  });

  it("counts jobs of the mission and of coordination, and waits for each", () => {
    const mission = (outcome: string) =>
      receiptOf("national-mission", { jobs: [{ id: "A", outcome }], notPosted: [] });
    const coordination = receiptOf("coordination", { id: "B", outcome: "rejected" });
    const done = national("jobs-settled", mission("approved"), coordination);
    assert.deepEqual([done.status, done.finding], ["done", "2 of 2 settled, 1 approved"]);
    assert.equal(national("jobs-settled", mission("open"), coordination).status, "open");
  });

  it("names a job of the plan of which no receipt tells", () => {
    const mission = receiptOf("national-mission", {
      jobs: [{ id: "A", outcome: "approved" }],
      notPosted: [],
    });
    const answer = ask(NATIONAL_CHECKS, "jobs-settled", [mission], [], { jobs: [{ id: "A" }, { id: "B" }] });
    assert.deepEqual(
      [answer.status, answer.finding],
      ["open", "1 of 1 settled, 1 approved; no receipt tells of B"],
    );
  });

  it("names a job that was not posted, since another one was given up", () => {
    const mission = receiptOf("national-mission", {
      jobs: [{ id: "A", outcome: "rejected" }],
      notPosted: [{ id: "B", waitsFor: ["A"] }],
    });
    const { status, finding } = ask(NATIONAL_CHECKS, "jobs-settled", [mission], [], {
      jobs: [{ id: "A" }, { id: "B" }],
    });
    assert.deepEqual(
      [status, finding],
      ["open", "1 of 1 settled, 0 approved; not posted, since what they wait for was given up: B"],
    );
  });

  it("is done for a drill of which one rehearsal passed and none failed", () => {
    const drills = (...verdicts: string[]) =>
      receiptOf("national-governance", {
        drills: verdicts.map((verdict) => ({
          id: "p",
          kind: "expiry",
          verdict,
          ...(verdict === "not exercised" ? { reason: "of this" } : {}),
          happened: "x",
          transactions: [],
        })),
      });
    const asked = (...verdicts: string[]) => national("drill-expiry", drills(...verdicts));
    assert.equal(asked("passed", "passed").status, "done");
    assert.equal(asked("passed", "not exercised").status, "done");
    assert.equal(asked("passed", "failed").status, "open");
    const idle = asked("not exercised");
    assert.deepEqual([idle.status, idle.finding], ["open", "p: not exercised: of this"]);
  });

  it("relies on no jury that sat by luck, while other disputes found none", () => {
    const won = { id: "won", kind: "dispute-won", verdict: "passed", transactions: [] };
    const without = (jobId: string, hearing: string) =>
      recorded({ block: Number(jobId), events: [["DisputeModule", "JuryUnavailable", { jobId, hearing }]] });
    const asked = (...transactions: TransactionRecord[]) =>
      national(
        "drill-dispute-won",
        receiptOf("disputes", { drills: [won, { id: "x", kind: "x", transactions }] }),
      );
    assert.equal(asked().status, "done");
    assert.equal(asked(without("7", "3")).status, "done", "an appeal's jury is another question");
    const answer = asked(without("7", "1"), without("9", "1"));
    assert.equal(answer.status, "open");
    assert.equal(answer.finding, "won: ended as foretold; no jury could be drawn for 2 jobs: 7, 9");
    assert.deepEqual(answer.transactions, [without("7", "1").hash, without("9", "1").hash]);
  });

  it("says that the plan asks for no such drill", () => {
    assert.equal(national("drill-expiry").finding, "the plan asks for no drill of this kind");
    const asked = ask(NATIONAL_CHECKS, "drill-expiry", [], [], { drills: [{ id: "e", kind: "expiry" }] });
    assert.equal(asked.finding, "no receipt shows it");
  });

  it("takes a pause for one that stops every module only where each refused a call", () => {
    const [, , registered] = deployment() as [TransactionRecord, TransactionRecord, TransactionRecord];
    const refused = { ...recorded({ block: 9 }), status: "reverted", error: "SystemPaused()" };
    const after = (...transactions: object[]) => {
      const drill = { id: "p", kind: "pause", verdict: "passed", happened: "x", transactions };
      return national(
        "drill-pause",
        deployReceipt([registered]),
        receiptOf("national-governance", { drills: [drill] }),
      );
    };
    assert.equal(after(refused).status, "done");
    const answer = after({ ...refused, error: "Unauthorized()" });
    assert.deepEqual([answer.status, answer.finding], ["open", `no call was refused by ${refused.to}`]);
  });

  it("counts a call that could only be tried on the state, by what the drill says of it", () => {
    const [, , registered] = deployment() as [TransactionRecord, TransactionRecord, TransactionRecord];
    const told = (happened: string) => {
      const drill = { id: "p", kind: "pause", verdict: "passed", happened, transactions: [] };
      return national(
        "drill-pause",
        deployReceipt([registered], [{ name: "Vault", artifact: "Vault", address: registered.to }]),
        receiptOf("national-governance", { drills: [drill] }),
      ).status;
    };
    assert.equal(told("paused, Vault.fund SystemPaused(), resumed"), "done");
    assert.equal(told("paused, Vault.fund Unauthorized(), Other.fund SystemPaused()"), "open");
  });

  it("has no empty escrow to show where none was ever filled", () => {
    const stake = receiptOf("stake", { people: [], totals: { escrowed: "0" } });
    const filled = (amountWei: string) =>
      deployReceipt([recorded({ block: 8, events: [["StakeManager", "EscrowFunded", { amountWei }]] })]);
    assert.equal(national("escrow-empty", stake, filled("7")).status, "done");
    assert.equal(national("escrow-empty", stake, filled("0")).finding, "no money was ever put into escrow");
  });

  it("asks for each delay policy by itself, in its own unit", () => {
    const triggered = (policy: string, beforeValue: string, afterValue: string) =>
      recorded({
        block: Number(policy) + 10,
        events: [["JobRegistry", "DelayPolicyTriggered", { jobId: "7", policy, beforeValue, afterValue }]],
      });
    const receipt = deployReceipt([
      triggered("1", "240000000000000000", "300000000000000000"),
      triggered("2", "6500", "6750"),
    ]);
    assert.equal(national("delay-raise-temperature", receipt).finding, "job 7: temperature 0.24 to 0.3");
    assert.equal(
      national("delay-increase-agent-share", receipt).finding,
      "job 7: agents' share 65 % to 67.5 %",
    );
    assert.equal(national("delay-trigger-pause-check", receipt).status, "open");
    assert.equal(
      national("delay-double-validator-bonus", deployReceipt([triggered("4", "0", "0")])).status,
      "open",
    );
  });

  it("says why a delay policy that was asked for did nothing", () => {
    const asked = { drills: [{ id: "late", kind: "delay", adjustment: "double-validator-bonus" }] };
    const drill = {
      id: "late",
      kind: "delay",
      verdict: "not exercised",
      reason: "BonusAtCap",
      transactions: [],
    };
    const receipt = receiptOf("national-governance", { drills: [drill] });
    const say = (policy: string) => ask(NATIONAL_CHECKS, `delay-${policy}`, [receipt], [], asked).finding;
    assert.equal(say("double-validator-bonus"), "late: not exercised: BonusAtCap");
    assert.equal(say("raise-temperature"), "the plan asks for no drill of this policy");
  });

  it("tells a system that is still paused", () => {
    const change = (block: number, name: string) => recorded({ block, events: [["SystemPause", name]] });
    const after = (...changes: TransactionRecord[]) => national("running-again", deployReceipt(changes));
    assert.equal(after(change(9, "Resumed"), change(8, "Paused")).status, "done");
    assert.equal(after(change(8, "Resumed"), change(9, "Paused")).status, "open");
  });
});

describe("a layer without jobs", () => {
  it("has settled none, and says why", () => {
    const mission = receiptOf("national-mission", {
      jobs: [],
      notPosted: [],
      noJobs: "all are regional",
    });
    for (const id of ["jobs-settled", "votes-revealed"]) {
      const { status, finding } = national(id, mission);
      assert.deepEqual([status, finding], ["open", "the layer has no job: all are regional"]);
    }
  });
});

describe("a planetary checklist", () => {
  it("is all open when nothing was left", () => {
    for (const { id } of PLANETARY_CHECKS) {
      assert.equal(ask(PLANETARY_CHECKS, id, [], ["NORTH"], DEFINING).status, "open", id);
    }
  });

  it("names the region without a budget", () => {
    const approval = (called: string, newApprovedWei: string) =>
      recorded({
        block: 1,
        function: called,
        events: [["RegionalExecutor NORTH", "BudgetApproved", { newApprovedWei }]],
      });
    const receipts = [deployReceipt([approval("conclude", "9")])];
    for (const each of [receipts, [deployReceipt([approval("execute", "9")])]])
      assert.equal(ask(PLANETARY_CHECKS, "budgets-voted", each, ["NORTH"]).status, "done");
    for (const other of [approval("approveBudget", "9"), approval("execute", "0")]) {
      const { status, finding } = ask(PLANETARY_CHECKS, "budgets-voted", [deployReceipt([other])], ["NORTH"]);
      assert.deepEqual([status, finding], ["open", "without a vote, or nothing: NORTH"]);
    }
    const answer = ask(PLANETARY_CHECKS, "budgets-voted", receipts, ["NORTH", "SOUTH"]);
    assert.deepEqual([answer.status, answer.finding], ["open", "missing: SOUTH"]);
  });

  it("claims no vote where the owner set the budgets", () => {
    const approved = recorded({ block: 2, events: [["RegionalExecutor NORTH", "BudgetApproved"]] });
    const anchored = recorded({
      block: 1,
      events: [["ReceiptAnchor", "ReceiptsAnchored", { root: "0x1" }]],
    });
    const noVote = { reason: "no council", by: "owner.test", transactions: [approved] };
    const receipts = [
      deployReceipt([anchored]),
      receiptOf("planetary-governance", { decisions: [], noVote }),
    ];
    for (const id of [
      "national-root-anchored",
      "votes-quadratic",
      "pots-divided",
      "budgets-voted",
      "proposals-executed",
    ]) {
      const { status, finding } = ask(PLANETARY_CHECKS, id, receipts, ["NORTH"]);
      assert.equal(status, "open", id);
      assert.match(finding, /^no vote, since there is no council and owner\.test alone set the budgets; /);
    }
  });

  it("asks nothing of a region that has no job", () => {
    const approved = recorded({
      block: 1,
      function: "execute",
      events: [["RegionalExecutor NORTH", "BudgetApproved", { newApprovedWei: "9" }]],
    });
    const check = PLANETARY_CHECKS.find(({ id }) => id === "budgets-voted");
    assert.ok(check);
    const plan = {
      regions: [{ id: "NORTH" }, { id: "IDLE" }],
      jobs: [{ region: "NORTH" }],
    } as unknown as Plan;
    const receipts = [deployReceipt([approved])];
    const [answer] = runChecks([check], { receipts, authority: authorityOf(receipts), owner: OWNER, plan });
    assert.equal(answer?.status, "done");
  });

  it("is open for a proposal that was queued and never executed", () => {
    const queued = recorded({ block: 1, events: [["QuadraticGovernor", "ProposalQueued"]] });
    const executed = recorded({
      block: 2,
      events: [
        ["QuadraticGovernor", "ProposalExecuted"],
        ["CouncilTimelock", "CallExecuted"],
      ],
    });
    const status = (...records: TransactionRecord[]) =>
      ask(PLANETARY_CHECKS, "proposals-executed", [deployReceipt(records)]).status;
    assert.equal(status(queued, executed), "done");
    assert.equal(status(queued, { ...queued, hash: "0x2" }, executed), "open");
    const governance = receiptOf("planetary-governance", {
      decisions: [{ title: "Passed", state: "succeeded" }],
    });
    const left = ask(PLANETARY_CHECKS, "proposals-executed", [deployReceipt([queued, executed]), governance]);
    assert.equal(left.status, "open");
    assert.match(left.finding, /passed and left lying: Passed$/);
  });

  it("has no budgets where there is no region", () => {
    for (const id of ["budgets-voted", "budgets-funded", "remainders-returned", "telemetry-reported"])
      assert.deepEqual(ask(PLANETARY_CHECKS, id, []).finding, "the layer has no region");
  });

  it("tells quadratic charges from linear ones, and from votes that would cost the same by either", () => {
    const charged = (votes: string, costCredits: string) =>
      recorded({
        block: 3,
        events: [["QuadraticGovernor", "QuadraticVotesCharged", { votes, costCredits }]],
      });
    const status = (votes: string, costCredits: string) =>
      ask(PLANETARY_CHECKS, "votes-quadratic", [deployReceipt([charged(votes, costCredits)])]).status;
    assert.deepEqual([status("3", "9"), status("3", "3"), status("1", "1")], ["done", "open", "open"]);
  });

  it("counts what votes on a division cost by the sum of their squares", () => {
    const cast = (votes: string[], spentCredits: string) =>
      recorded({ block: 3, events: [["BudgetDivision", "DivisionVotesCast", { votes, spentCredits }]] });
    const status = (votes: string[], spentCredits: string) =>
      ask(PLANETARY_CHECKS, "votes-quadratic", [deployReceipt([cast(votes, spentCredits)])]).status;
    assert.deepEqual(
      [status(["3", "4"], "25"), status(["3", "4"], "49"), status(["3", "4"], "7")],
      ["done", "open", "open"],
    );
  });

  it("tells a pot that was divided from one that lapsed, or that nobody concluded", () => {
    const opened = recorded({ block: 3, events: [["BudgetDivision", "DivisionOpened"]] });
    const concluded = (outcome: string) =>
      recorded({ block: 4, events: [["BudgetDivision", "DivisionConcluded", { outcome }]] });
    const found = (...transactions: TransactionRecord[]) => {
      const { status, finding } = ask(PLANETARY_CHECKS, "pots-divided", [deployReceipt(transactions)]);
      return [status, finding];
    };
    assert.deepEqual(found(opened, concluded("1")), ["done", "1 opened, 1 divided, 0 lapsed"]);
    assert.deepEqual(found(opened, concluded("2")), ["open", "1 opened, 0 divided, 1 lapsed"]);
    assert.deepEqual(found(opened), ["open", "1 opened, 0 divided, 0 lapsed"]);
  });

  it("is open for epochs that paid nothing", () => {
    const settled = (paidWei: string) =>
      recorded({
        block: 4,
        events: [["RewardEngineMB", "EpochSettled", { epoch: "1", budgetWei: paidWei, paidWei }]],
      });
    const status = (paidWei: string) =>
      ask(PLANETARY_CHECKS, "reward-epochs", [deployReceipt([settled(paidWei)])]).status;
    assert.deepEqual([status("1"), status("0")], ["done", "open"]);
  });

  it("is open for a root that was anchored after the first proposal", () => {
    const anchored = (block: number) =>
      recorded({
        block,
        events: [["ReceiptAnchor", "ReceiptsAnchored", { key: textDigest("national"), root: "0x1" }]],
      });
    const proposal = recorded({ block: 5, events: [["QuadraticGovernor", "ProposalCreated"]] });
    const status = (block: number) =>
      ask(PLANETARY_CHECKS, "national-root-anchored", [deployReceipt([anchored(block), proposal])]).status;
    assert.deepEqual([status(4), status(6)], ["done", "open"]);
    const unopened = ask(PLANETARY_CHECKS, "national-root-anchored", [deployReceipt([anchored(4)])]);
    assert.deepEqual(
      [unopened.status, unopened.finding],
      ["open", "root 0x1 in block 4, no proposal was ever made"],
    );
  });

  it("is open for a payment that failed inside of the Safe", () => {
    const executed = ["Treasury", "ExecutionSuccess"] as const;
    const { address } = recorded({ block: 1, events: [executed] }).events[0] ?? assert.fail();
    const transfer = (value: string) => ["AGIALPHA", "Transfer", { from: address, value }] as const;
    const paid = recorded({ block: 1, events: [transfer("7"), executed] });
    const empty = recorded({ block: 1, events: [transfer("0"), executed] });
    const failed = recorded({ block: 2, events: [["Treasury", "ExecutionFailure"]] });
    const status = (...records: TransactionRecord[]) =>
      ask(PLANETARY_CHECKS, "safe-paid", [deployReceipt(records)]).status;
    assert.deepEqual([status(paid), status(paid, failed), status(empty)], ["done", "open", "open"]);
  });
});
