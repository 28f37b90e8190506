import assert from "node:assert/strict";
import { test } from "node:test";
import { type Receipt, receiptAt } from "../../../../src/model/receipts.ts";
import type { ArgumentRecord } from "../../../../src/model/record.ts";
import { isBraided, weave } from "../../../../src/reports/planetary/braid.ts";
import { called } from "../constellation/receipts.ts";

const NATION = "localhost/asi-takeoff/receipts";
const PLANET = "asi-global/receipts";

function receipt(path: string, document: object): Receipt {
  return { id: receiptAt(path), path, document } as Receipt;
}

const one = (block: number, contract: string, name: string, args: ArgumentRecord = {}) =>
  called(block, "any", [[contract, name, args]]);

const MISSIONS = [
  receipt(`${NATION}/mission.json`, {
    jobs: [
      { id: "GRID", jobId: "1", jurisdiction: { kind: "city", name: "Aster" }, attempts: [{ jobId: "1" }] },
    ],
  }),
  receipt(`${PLANET}/mission.json`, {
    jobs: [
      {
        id: "TIDES",
        jobId: "2",
        jurisdiction: { kind: "region", name: "NORDIC" },
        region: "NORTH",
        attempts: [{ jobId: "8" }, { jobId: "2" }],
      },
    ],
  }),
];

function told(...receipts: Receipt[]) {
  return weave([...MISSIONS, ...receipts]).entries.map(({ layer, jurisdiction, kind, what }) => [
    layer,
    jurisdiction,
    kind,
    what,
  ]);
}

test("what was tried before is an attempt at its job, and what a drill posted is the drill's", () => {
  const created = (block: number, jobId: string) =>
    one(block, "JobRegistry", "JobCreated", { jobId, request: { rewardWei: "1" } });
  const { entries } = weave([
    ...MISSIONS,
    receipt(`${PLANET}/regions/NORTH/jobs/_1.tides/post.json`, { transactions: [created(3, "8")] }),
    receipt(`${PLANET}/drills.json`, {
      drills: [{ id: "rogue", transactions: [{ ...created(4, "9"), contract: "RegionalExecutor NORTH" }] }],
    }),
    receipt(`${NATION}/governance.json`, { drills: [{ id: "late", transactions: [created(5, "10")] }] }),
  ]);
  assert.deepEqual(
    entries.map(({ subject, jurisdiction }) => [subject, jurisdiction]),
    [
      ["TIDES, attempt 1", "region NORDIC"],
      ["drill rogue", "region NORDIC"],
      ["drill late", "nation"],
    ],
  );
});

test("nation and regions stand on one timeline in the chain's order", () => {
  const { entries } = weave([
    ...MISSIONS,
    receipt(`${PLANET}/regions/NORTH/jobs/tides/post.json`, {
      transactions: [one(5, "JobRegistry", "JobCreated", { jobId: "2", request: { rewardWei: "2" } })],
    }),
    receipt(`${NATION}/jobs/grid/post.json`, {
      transactions: [one(3, "JobRegistry", "JobCreated", { jobId: "1", request: { rewardWei: "1" } })],
    }),
    receipt(`${NATION}/jobs/grid/finalize.json`, {
      transactions: [one(7, "JobRegistry", "JobFinalized", { jobId: "1", outcome: "1" })],
    }),
  ]);
  assert.deepEqual(
    entries.map(({ block, jurisdiction, subject, kind }) => [block, jurisdiction, subject, kind]),
    [
      [3, "city Aster", "GRID", "job posted"],
      [5, "region NORDIC", "TIDES", "job posted"],
      [7, "city Aster", "GRID", "job settled"],
    ],
  );
  assert.deepEqual(entries[0], {
    block: 3,
    timestamp: 1_735_689_603,
    time: "2025-01-01T00:00:03Z",
    layer: "national",
    jurisdiction: "city Aster",
    kind: "job posted",
    subject: "GRID",
    what: "GRID posted for < 0.01",
    transaction: `0x${"3".padStart(64, "0")}`,
    receipt: `${NATION}/jobs/grid/post.json`,
  });
});

test("tells of temperatures, pauses, disputes, budgets and reward epochs", () => {
  const half = "500000000000000000";
  const governance = receipt(`${NATION}/governance.json`, {
    drills: [
      {
        id: "all",
        transactions: [
          one(10, "Thermostat", "TemperatureChanged", { beforeWad: "0", afterWad: half, reason: "3" }),
          one(11, "SystemPause", "Paused"),
          one(12, "SystemPause", "Resumed", { pausedSeconds: "60" }),
          one(13, "DisputeModule", "HearingOpened", { jobId: "9", hearing: "1" }),
          one(14, "DisputeModule", "DisputeRuled", {
            jobId: "9",
            decidedBy: "1",
            approvedSeats: "2",
            rejectedSeats: "1",
          }),
          one(15, "DisputeModule", "DisputeRuled", {
            jobId: "9",
            decidedBy: "2",
            approvedSeats: "0",
            rejectedSeats: "0",
          }),
        ],
      },
    ],
  });
  const rewards = receipt(`${PLANET}/rewards.json`, {
    epochs: [
      one(21, "RewardEngineMB", "EpochSettled", { epoch: "4", paidWei: half, budgetWei: half }),
      one(20, "RegionalExecutor NORTH", "BudgetFunded", { amountWei: half }),
    ],
  });
  assert.deepEqual(told(rewards, governance), [
    ["national", "nation", "temperature", "temperature 0.0000 to 0.5000 (delay policy)"],
    ["national", "nation", "pause", "all modules paused"],
    ["national", "nation", "pause", "all modules resumed after 1 minute"],
    ["national", "nation", "dispute", "drill job 9 disputed"],
    ["national", "nation", "dispute", "dispute over drill job 9 ruled 2 to 1"],
    [
      "national",
      "nation",
      "dispute",
      "dispute over drill job 9 ruled by the owner, for want of a jury's decision",
    ],
    ["planetary", "region NORDIC", "budget", "budget of NORTH funded with 0.50"],
    ["planetary", "transnational", "reward epoch", "epoch 4 settled: 0.50 of 0.50 paid"],
  ]);
});

test("a drill's job is called like the drill, and one that expires or is cancelled is settled", () => {
  const disputes = receipt(`${NATION}/disputes.json`, {
    drills: [
      {
        id: "expiry",
        jobId: "9",
        transactions: [
          one(10, "JobRegistry", "JobCreated", { jobId: "9", request: { rewardWei: "1" } }),
          one(11, "JobRegistry", "JobExpired", { jobId: "9" }),
          one(12, "JobRegistry", "JobCancelled", { jobId: "1" }),
        ],
      },
    ],
  });
  assert.deepEqual(
    weave([...MISSIONS, disputes]).entries.map(({ kind, subject, what }) => [kind, subject, what]),
    [
      ["job posted", "drill expiry", "drill expiry posted for < 0.01"],
      ["job settled", "drill expiry", "drill expiry settled: expired"],
      ["job settled", "GRID", "GRID settled: cancelled"],
    ],
  );
});

test("a decision stands where its last transaction does, with its votes", () => {
  const decision = (title: string, last: ReturnType<typeof called>) => ({
    title,
    state: "executed",
    votes: { for: "30", against: "2", abstain: "0" },
    votesEach: "3",
    transactions: [one(30, "QuadraticGovernor", "ProposalCreated"), last],
  });
  const governance = receipt(`${PLANET}/governance.json`, {
    divisions: [],
    decisions: [
      decision("Cap", one(33, "RewardEngineMB", "ParametersChanged")),
      decision("Fund", one(32, "BudgetDivision", "DivisionOpened")),
    ],
  });
  assert.deepEqual(told(governance), [
    ["planetary", "transnational", "proposal", '"Fund" executed: 30 votes for, 2 against, 3 by each member'],
    ["planetary", "transnational", "proposal", '"Cap" executed: 30 votes for, 2 against, 3 by each member'],
  ]);
});

test("a division stands at its conclusion, with each region's votes and part, or with why it lapsed", () => {
  const division = (block: number, outcome: string, parts: object[]) => ({
    pot: "4000000000000000000",
    outcome,
    parts,
    transactions: [one(30, "BudgetDivision", "DivisionVotesCast"), called(block, "conclude", [])],
  });
  const governance = receipt(`${PLANET}/governance.json`, {
    decisions: [],
    divisions: [
      division(33, "divided", [
        { region: "NORTH", votes: "3", part: "3000000000000000000" },
        { region: "EAST", votes: "1", part: "1000000000000000000" },
      ]),
      division(34, "no quorum", []),
    ],
  });
  assert.deepEqual(told(governance), [
    ["planetary", "region NORDIC", "division", "NORTH got 3.00 of a pot of 4.00 by 3 votes"],
    ["planetary", "region EAST", "division", "EAST got 1.00 of a pot of 4.00 by 1 votes"],
    ["planetary", "transnational", "division", "a pot of 4.00 lapsed: no quorum"],
  ]);
});

test("a Safe payment says what left the Safe", () => {
  const payment = called(40, "execTransaction", [
    ["AGIALPHA", "Transfer", { from: "0xother", value: "9" }],
    ["AGIALPHA", "Transfer", { from: `0x${"0".repeat(39)}1`, value: "2000000000000000000" }],
    ["Treasury", "ExecutionSuccess"],
  ]);
  assert.deepEqual(told(receipt(`${PLANET}/treasury.json`, { transactions: [payment] })), [
    ["planetary", "transnational", "payment", "Safe paid 2.00 in 1 transfer"],
  ]);
});

test("a transaction that two receipts show counts once", () => {
  const paused = { drills: [], transactions: [one(10, "SystemPause", "Paused")] };
  const twice = told(
    receipt(`${NATION}/governance.json`, paused),
    receipt(`${NATION}/disputes.json`, paused),
  );
  assert.equal(twice.length, 1);
});

test("a coordination job belongs to both layers", () => {
  const coordination = receipt("omnisovereign/receipts/coordination/omni.json", {
    id: "OMNI",
    jobId: "5",
    jurisdiction: { kind: "transnational", name: "CITIES" },
    attempts: [{ jobId: "5" }],
    transactions: [one(50, "JobRegistry", "JobFinalized", { jobId: "5", outcome: "1" })],
  });
  assert.deepEqual(told(coordination), [
    ["shared", "transnational CITIES", "job settled", "OMNI settled: approved"],
  ]);
});

test("reads receipts, and of a job only the steps that it tells of", () => {
  const paths = [
    `${NATION}/governance.json`,
    `${NATION}/jobs/grid/post.json`,
    `${NATION}/jobs/grid/validate.json`,
    "omnisovereign/receipts/coordination/omni.json",
    "asi-global/thermodynamics.json",
  ];
  assert.deepEqual(paths.map(isBraided), [true, true, false, true, false]);
});
