import assert from "node:assert/strict";
import { test } from "node:test";
import type { ArgumentRecord } from "../../../../src/model/record.ts";
import { transnationalOf } from "../../../../src/reports/jurisdictions/flows.ts";
import type { Holdings } from "../../../../src/reports/jurisdictions/holdings.ts";
import { groupJobs } from "../../../../src/reports/jurisdictions/jurisdiction-jobs.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { reportPath } from "../../../../src/support/payload.ts";
import { sha256 } from "../../../../src/system/files.ts";
import { called, NATION, PLANET } from "../constellation/receipts.ts";

const at = (path: string) => reportPath(artefactPath(path));

function holdings(documents: Readonly<Record<string, unknown>>, files: readonly string[] = []): Holdings {
  const paths = [...Object.keys(documents), ...files].map(at);
  return {
    files: new Map(paths.map((path) => [path, { path, sha256: sha256(path) }])),
    documents: new Map(Object.entries(documents).map(([path, document]) => [at(path), document])),
  };
}

const job = (id: string, kind: string, name: string, more: object = {}) => ({
  id,
  slug: id.toLowerCase(),
  title: `Title of ${id}`,
  outcome: "approved",
  reward: "5",
  jurisdiction: { kind, name },
  ...more,
});

test("jobs are grouped by cities, nation, regions and transnational layer", () => {
  const groups = groupJobs(
    holdings({
      [`${NATION}/receipts/mission.json`]: {
        jobs: [job("B", "nation", "Nation"), job("A", "city", "Aster"), job("C", "city", "Aster")],
      },
      [`${PLANET}/receipts/mission.json`]: { jobs: [job("R", "region", "NORTH", { region: "NORTH" })] },
      "omnisovereign/receipts/coordination/omni.json": job("OMNI", "transnational", "REGIONS"),
    }),
  );
  assert.deepEqual(
    groups.map(({ kind, name, jobs }) => [kind, name, ...jobs.map(({ id }) => id)]),
    [
      ["city", "Aster", "A", "C"],
      ["nation", "Nation", "B"],
      ["region", "NORTH", "R"],
      ["transnational", "REGIONS", "OMNI"],
    ],
  );
});

test("a job names the receipt that settles it, by digest", () => {
  const settled = [
    `${NATION}/receipts/jobs/a/finalize.json`,
    `${PLANET}/receipts/regions/NORTH/jobs/r/finalize.json`,
  ];
  const coordination = "omnisovereign/receipts/coordination/omni.json";
  const groups = groupJobs(
    holdings(
      {
        [`${NATION}/receipts/mission.json`]: {
          jobs: [job("A", "city", "Aster"), job("LATE", "city", "Aster", { outcome: "open" })],
        },
        [`${PLANET}/receipts/mission.json`]: { jobs: [job("R", "region", "NORTH", { region: "NORTH" })] },
        [coordination]: job("OMNI", "transnational", "REGIONS"),
      },
      settled,
    ),
  );
  const receipts = groups.flatMap(({ jobs }) => jobs.map(({ id, receipt }) => [id, receipt.path]));
  assert.deepEqual(receipts, [
    ["A", `reports/${settled[0]}`],
    ["LATE", `reports/${NATION}/receipts/mission.json`],
    ["R", `reports/${settled[1]}`],
    ["OMNI", `reports/${coordination}`],
  ]);
  for (const { receipt } of groups.flatMap(({ jobs }) => jobs))
    assert.equal(receipt.sha256, sha256(receipt.path));
});

test("entries that are no jobs are passed over", () => {
  const odd = [null, 1, {}, job("X", "moon", "Far"), { ...job("Y", "city", "A"), jurisdiction: "city" }];
  const slug = job("UP", "city", "Aster", { slug: "../../../../etc" });
  const groups = groupJobs(holdings({ [`${NATION}/receipts/mission.json`]: { jobs: [...odd, slug] } }));
  assert.deepEqual(
    groups.flatMap(({ jobs }) => jobs.map(({ id, receipt }) => [id, receipt.path])),
    [["UP", `reports/${NATION}/receipts/mission.json`]],
  );
});

const transfer = (from: string, to: string, value: string): readonly [string, string, ArgumentRecord] => [
  "AGIALPHA",
  "Transfer",
  { from, to, value },
];

test("money between jurisdictions is listed in the chain's order and adds up to reserves", () => {
  const { flows, reserves } = transnationalOf(
    holdings({
      [`${NATION}/receipts/deploy.json`]: {
        contracts: [{ name: "StakeManager", address: "0xS" }],
        principals: { treasury: { label: "Treasury", address: "0xP" } },
      },
      [`${PLANET}/receipts/deploy.json`]: {
        contracts: [
          { name: "Treasury", address: "0xT" },
          { name: "RewardEngineMB", address: "0xE" },
          { name: "RegionalExecutor NORTH", address: "0xN" },
        ],
      },
      [`${PLANET}/receipts/treasury.json`]: {
        remainders: [called(9, "returnRemainder", [transfer("0xN", "0xT", "3")])],
        endowment: [called(1, "transfer", [transfer("0xP", "0xT", "100")])],
        transactions: [
          called(2, "execTransaction", [transfer("0xT", "0xN", "40"), transfer("0xT", "0xE", "20")]),
        ],
      },
      [`${PLANET}/receipts/rewards.json`]: {
        epochs: [called(5, "settle", [transfer("0xE", "0xS", "8")])],
        claims: [called(6, "claim", [transfer("0xS", "0xA", "8")])],
      },
    }),
  );
  assert.deepEqual(
    flows.map(({ from, to, amount }) => [from, to, amount]),
    [
      ["Treasury", "Treasury", "100"],
      ["Treasury", "RegionalExecutor NORTH", "40"],
      ["Treasury", "RewardEngineMB", "20"],
      ["RewardEngineMB", "StakeManager", "8"],
      ["RegionalExecutor NORTH", "Treasury", "3"],
    ],
  );
  assert.deepEqual(reserves, [
    { holder: "Treasury", received: "103", paid: "60", held: "43" },
    { holder: "RewardEngineMB", received: "20", paid: "8", held: "12" },
  ]);
});

test("transfers of any shape do no harm", () => {
  const wild = called(1, "transfer", [
    transfer("0xT", "0xT", "-1"),
    ["AGIALPHA", "Transfer", { from: { a: "x" } }],
  ]);
  const { flows } = transnationalOf(
    holdings({
      [`${PLANET}/receipts/deploy.json`]: { contracts: [{ name: "Treasury", address: "0xT" }, 7] },
      [`${PLANET}/receipts/treasury.json`]: { transactions: [wild] },
    }),
  );
  assert.deepEqual(flows, []);
});
