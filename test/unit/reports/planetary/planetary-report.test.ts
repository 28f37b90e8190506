import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_ODDS } from "../../../../src/model/course.ts";
import type { Decision } from "../../../../src/model/decision.ts";
import type { Closing, GlobalRun, JobRun, RewardEpoch } from "../../../../src/model/layer-run.ts";
import type { Job, Plan } from "../../../../src/model/plan.ts";
import { foldJob } from "../../../../src/records/fold-job.ts";
import { globalReceipts } from "../../../../src/reports/planetary/planetary-receipts.ts";
import { planetReport } from "../../../../src/reports/planetary/planetary-report.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { sha256 } from "../../../../src/system/files.ts";
import { NO_TICKS } from "../../../support/no-ticks.ts";
import { CAST, FINAL } from "../cast.ts";
import { called, refusedCall } from "../constellation/receipts.ts";

const PLAN = {
  initiative: "Planet",
  objective: "Live on it",
  budget: { currency: "AGIALPHA", totalWei: 100n, allocations: [] },
  regions: [{ id: "NORDIC", name: "Nordic", goal: "", kpis: [] }],
  jobs: [],
  participants: { agents: [], validators: [] },
  chain: { startTimeSeconds: 0, seed: "s", odds: NO_ODDS },
  protocol: { windows: { graceSeconds: 10 }, committee: { size: 3 } },
} as unknown as Plan;

function regionalRun(region: string): JobRun {
  const created = called(10, "createJob", [["JobRegistry", "JobCreated", { jobId: "1" }]]);
  const finalized = called(30, "finalize", [["JobRegistry", "JobFinalized", { jobId: "1", outcome: "2" }]]);
  const job = {
    id: "PORT",
    title: "Port",
    agent: "a.eth",
    rewardWei: 5n,
    region,
    course: {},
    onFailure: "retry",
    deadlineDays: 1,
    deadlineSeconds: 86_400,
    energyBudgetWad: 0n,
  } as unknown as Job;
  return { job, attempt: 1, history: foldJob([created, finalized], CAST), earlier: [] };
}

const SETTLEMENT = {
  temperatureWad: "4",
  deltaHWei: "-3",
  deltaSWad: "2",
  freeWei: "1",
  budgetWei: "8",
  paidWei: "6",
  remainderWei: "2",
};

const REQUEST = {
  neededWei: 30n,
  askedWei: 45n,
  allocatedWei: null,
  terms: { jobWei: 7n, dayWei: 8n, approvalSeconds: 9 },
};
const RUN: GlobalRun = {
  plan: PLAN,
  cast: CAST,
  anchoring: {
    root: "0x1",
    receipts: 2,
    proved: { path: artefactPath("a.json"), sha256: sha256("a"), proof: ["0x2", "0x3"], holds: true },
    transactions: [],
  },
  contracts: [],
  deployment: [],
  admission: [],
  budgets: [
    { ...REQUEST, region: "NORDIC", executor: "0x4", approvedWei: 50n, paidWei: 45n },
    { ...REQUEST, region: "GLOBAL", executor: "0x5", approvedWei: 40n, paidWei: 40n },
  ],
  decisions: [],
  divisions: [],
  ownerApprovals: null,
  treasury: {
    safe: "0x6",
    owners: [{ handle: "c.eth", address: "0x7" }],
    threshold: 1,
    endowment: [],
    refusals: [{ attempt: "too few", transaction: refusedCall(20, "Treasury", "GS020") }],
    payment: {
      nonce: "0",
      domainHash: "0x8",
      messageHash: "0x9",
      safeTxHash: "0xa",
      signers: [],
      calls: [{ contract: "AGIALPHA", function: "transfer", args: [] }],
    },
    transactions: [],
  },
  thermostat: NO_TICKS,
  runs: [regionalRun("NORDIC"), regionalRun("ATLANTIS")],
  epochs: [
    { epoch: "1", settledBy: "operator", parts: [], settlement: SETTLEMENT } as unknown as RewardEpoch,
  ],
};

const returned = called(40, "returnRemainder", [
  ["RegionalExecutor NORDIC", "RemainderReturned", { unspentWei: "7", incomeWei: "3" }],
]);

const CLOSING: Closing = {
  telemetry: new Map([
    ["NORDIC", { root: "0xb", receipts: [], transactions: [called(39, "reportTelemetry", []), returned] }],
  ]),
  consensus: { root: "0xc", receipts: [], transactions: [called(41, "anchor", [])] },
  claims: [],
  positions: [],
  final: FINAL,
};

test("takes regions, jobs and epochs from what the chain did", () => {
  const report = planetReport(RUN, CLOSING, [], []);
  assert.deepEqual(report.regions, [
    {
      region: "NORDIC",
      approvedWei: 50n,
      paidWei: 45n,
      unspentWei: 7n,
      incomeWei: 3n,
      jobLimitWei: 7n,
      dayLimitWei: 8n,
      root: "0xb",
    },
    {
      region: "GLOBAL",
      approvedWei: 40n,
      paidWei: 40n,
      unspentWei: 0n,
      incomeWei: 0n,
      jobLimitWei: 7n,
      dayLimitWei: 8n,
      root: "",
    },
  ]);
  assert.deepEqual(
    report.jobs.map(({ region, outcome, settledInBlock }) => [region, outcome, settledInBlock]),
    [
      ["NORDIC", "rejected", 30],
      ["GLOBAL", "rejected", 30],
    ],
  );
  const [epoch] = report.epochs;
  assert.deepEqual([epoch?.deltaHWei, epoch?.paidWei, epoch?.remainderWei], [-3n, 6n, 2n]);
  assert.deepEqual(report.treasury.refusals, [{ attempt: "too few", error: "GS020" }]);
  assert.deepEqual([report.treasury.owners, report.admission.proved.hashes, report.block], [1, 2, 99]);
  assert.deepEqual(report.anchor, { root: "0xc", transaction: called(41, "anchor", []).hash });
});

test("leaves a receipt of what a region reported, and none of one that had nothing to report", () => {
  const cast = { ...CAST, regionOperators: [] } as unknown as GlobalRun["cast"];
  const jobs = ["NORDIC", null].map((region) => ({ id: `${region}`, region, dependencies: [] }));
  const plan = { ...PLAN, jobs, schedule: { jobs: [], waves: [], criticalPath: [] } } as unknown as Plan;
  const told = { path: artefactPath("a.json"), sha256: sha256("a") };
  const telemetry = new Map([
    ["NORDIC", { root: "0xb", receipts: [told], transactions: [] }],
    ["GLOBAL", { root: "", receipts: [], transactions: [returned] }],
  ]);
  const receipts = globalReceipts({ ...RUN, cast, plan, runs: [] }, { ...CLOSING, telemetry });
  const regions = [...receipts.keys()].filter((path) => path.endsWith("/telemetry.json"));
  assert.deepEqual(regions, ["asi-global/receipts/regions/NORDIC/telemetry.json"]);
});

test("says who is admitted to judge, as what, and from when on", () => {
  const vera = { handle: "vera.eth", account: { label: "vera.eth", address: "0xe" } };
  const cast = { ...CAST, people: [vera] } as unknown as GlobalRun["cast"];
  const scheduled = { account: "0xe", rolesBefore: "0", rolesAfter: "4", effectiveAt: "900" };
  const admission = [called(5, "register", [["IdentityRegistry", "JudgingRolesScheduled", scheduled]])];
  const { newJudges } = planetReport({ ...RUN, cast, admission }, CLOSING, [], []);
  assert.deepEqual(newJudges, [{ handle: "vera.eth", roles: "council", effectiveAt: "900" }]);
});

test("says who approved the budgets where nobody voted, and why", () => {
  const { vote } = planetReport({ ...RUN, ownerApprovals: [] }, CLOSING, [], []);
  assert.ok(vote.by === "owner");
  assert.match(vote.reason, /no council/);
  assert.deepEqual(vote.owner, { label: "owner.eth", address: "0x02" });
  assert.deepEqual(vote.budgets[0], { region: "NORDIC", approvedWei: 50n });
});

test("tells in tokens how pots were divided", () => {
  const parts = [{ region: "NORDIC", executor: "0x4", votes: "3", part: "50", approved: "60" }];
  const told = {
    divisionId: "1",
    pot: "91",
    outcome: "divided",
    voters: "2",
    quorum: "1",
    remainder: "1",
  } as const;
  const divisions = [{ ...told, parts, ballots: [], transactions: [] }];
  const { vote } = planetReport({ ...RUN, divisions }, CLOSING, [], []);
  assert.ok(vote.by === "council");
  const { divisionId, outcome, voters, quorum } = told;
  assert.deepEqual(vote.divisions, [
    {
      divisionId,
      outcome,
      voters,
      quorum,
      potWei: 91n,
      remainderWei: 1n,
      parts: [{ region: "NORDIC", votes: "3", partWei: 50n, approvedWei: 60n }],
    },
  ]);
});

test("tells whether the second pre-flight foresaw what the first had, at whatever block", () => {
  const preflight = { result: "succeeds", storage: [], nativeCoin: [], tokens: [] };
  const decision = (renewal: object) =>
    ({ preflight: { ...preflight, block: 1 }, renewal, transactions: [] }) as unknown as Decision;
  const decisions = [
    decision({ ...preflight, block: 2 }),
    decision({ ...preflight, block: 2, result: "reverts" }),
  ];
  const { vote } = planetReport({ ...RUN, decisions }, CLOSING, [], []);
  assert.ok(vote.by === "council");
  assert.deepEqual(
    vote.decisions.map(({ isRenewalSame }) => isRenewalSame),
    [true, false],
  );
});
