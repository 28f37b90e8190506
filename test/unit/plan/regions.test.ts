import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import type { Plan } from "../../../src/model/plan.ts";
import { loadPlan } from "../../../src/plan/load.ts";

const BASE = resolve(import.meta.dirname, "../../fixtures/plans/base.json");

/** The base plan, of whose regions this is said. */
async function load(north: object, south: object = {}, protocol: object = {}, firstJob: object = {}) {
  const folder = await mkdtemp(join(tmpdir(), "regions-"));
  const plan = JSON.parse(await readFile(BASE, "utf8"));
  Object.assign(plan.regions[0], north);
  Object.assign(plan.regions[1], south);
  Object.assign(plan.jobs[0], firstJob);
  await writeFile(join(folder, "plan.json"), JSON.stringify({ ...plan, protocol }));
  const result = await loadPlan("plan.json", { folder });
  await rm(folder, { recursive: true });
  return result;
}

async function codes(...args: Parameters<typeof load>): Promise<string[]> {
  const result = await load(...args);
  return result.ok ? [] : result.issues.map(({ code }) => code);
}

async function regionsOf(...args: Parameters<typeof load>): Promise<Plan["regions"]> {
  const result = await load(...args);
  assert.ok(result.ok);
  return result.plan.regions;
}

/** Of a mission whose verdicts can be held for so many days. */
const held = (days: number) => ({
  windows: { approvalSeconds: days * 86_400, unbondingSeconds: 60 * 86_400 },
});

describe("a plan's regions", () => {
  it("have operators of their own, and neither limits nor approvals, where nothing is said", async () => {
    const told = (await regionsOf({})).map(({ id, name, goal, kpis, ...run }) => [id, run]);
    const plain = { jobLimitWei: null, dayLimitWei: null, approvalSeconds: 0 };
    assert.deepEqual(told, [
      ["NORTH", { operator: "region-operator-NORTH", ...plain }],
      ["SOUTH", { operator: "region-operator-SOUTH", ...plain }],
    ]);
  });

  it("have the operators, limits and approvals that are stated", async () => {
    const said = { operator: "north.eth", jobLimit: "420.4", dayLimit: "421", approvalDays: 10 };
    const [north] = await regionsOf(said, {}, held(10));
    assert.equal(north?.operator, "north.eth");
    assert.deepEqual([north?.jobLimitWei, north?.dayLimitWei], [4_204n * 10n ** 17n, 421n * 10n ** 18n]);
    assert.equal(north?.approvalSeconds, 10 * 86_400);
  });

  it("share no key, and none with the nation's operator", async () => {
    assert.deepEqual(await codes({ operator: "a.eth" }, { operator: "A.eth" }), ["OMNI1012"]);
    assert.deepEqual(await codes({ operator: "mission-operator" }), ["OMNI1038"]);
    assert.deepEqual(await codes({ operator: "region-operator-SOUTH" }), ["OMNI1038"]);
    assert.deepEqual(await codes({ operator: "region-operator-NORTH" }), []);
  });

  it("are driven by nobody who takes their jobs", async () => {
    assert.deepEqual(await codes({ operator: "north.agent.base.eth" }), ["OMNI1038"]);
    assert.deepEqual(await codes({ operator: "south.agent.base.eth" }), []);
  });

  it("are driven by nobody who is drawn to do one of their jobs again", async () => {
    const poor = { course: { poor: true }, onFailure: "substitute" };
    const driven = { operator: "south.agent.base.eth" };
    assert.deepEqual(await codes(driven, {}, {}, poor), ["OMNI1038"]);
    assert.deepEqual(await codes(driven, {}, {}, { ...poor, onFailure: "retry" }), []);
  });

  it("have committees without whoever drives them", async () => {
    const judge = await codes({ operator: "one.validator.base.eth" });
    assert.ok(judge.length > 0 && !judge.includes("OMNI1038"), judge.join());
  });

  it("leave room for their dearest job and their dearest day", async () => {
    assert.deepEqual(await codes({ jobLimit: "420.399999999999999999" }), ["OMNI1025"]);
    assert.deepEqual(await codes({ jobLimit: "420.4" }), []);
    assert.deepEqual(await codes({ dayLimit: "420.399999999999999999" }), ["OMNI1025"]);
    assert.deepEqual(await codes({ dayLimit: "420.4" }), []);
  });

  it("have time for a vote, and no more than the nation's terms allow", async () => {
    assert.deepEqual(await codes({ approvalDays: 8 }), ["OMNI1025"]);
    assert.deepEqual(await codes({ approvalDays: 8 }, {}, held(8)), []);
    assert.deepEqual(await codes({ approvalDays: 9 }, {}, held(8)), ["OMNI1025"]);
    assert.deepEqual(await codes({ approvalDays: 7 }, {}, held(8)), ["OMNI1025"]);
  });

  it("make jobs take longer, and stakes stay as long", async () => {
    const windows = { approvalSeconds: 40 * 86_400 };
    assert.deepEqual(await codes({}, {}, { windows }), ["OMNI1038"]);
  });
});
