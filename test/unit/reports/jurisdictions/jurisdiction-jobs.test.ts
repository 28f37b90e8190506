import assert from "node:assert/strict";
import { test } from "node:test";
import { groupJobs } from "../../../../src/reports/jurisdictions/jurisdiction-jobs.ts";
import { sha256 } from "../../../../src/system/files.ts";
import { NATION, PLANET } from "../constellation/receipts.ts";
import { holdings } from "./holdings.ts";

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
