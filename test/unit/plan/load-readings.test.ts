import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { PLAN_PATHS, READINGS_PATH } from "../../../src/model/layout.ts";
import { WAD } from "../../../src/model/units.ts";
import { readingsJsonSchema } from "../../../src/plan/json-schema.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { toJson } from "../../../src/support/json.ts";
import { temporaryFolder } from "../dossier/fixture.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const CITY = "plans/examples/city.json";
const EXAMPLE = "plans/examples/city.readings.json";

async function issuesOf(t: TestContext, text: string): Promise<string[]> {
  const file = join(temporaryFolder(t), "readings.json");
  writeFileSync(file, text);
  const result = await loadProject(CITY, { folder: ROOT, readings: file });
  return result.ok ? [] : result.issues.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

describe("readings that an operator supplies", () => {
  it("are loaded beside the plan, and are one of the mission's files", async () => {
    const result = await loadProject(CITY, { folder: ROOT, readings: EXAMPLE });
    assert.ok(result.ok);
    const { readings, files } = result.project;
    assert.deepEqual(readings?.national[1], {
      emissionWad: (9n * WAD) / 10n,
      backlogWad: WAD / 4n,
      slaWad: WAD / 10n,
    });
    assert.deepEqual(readings?.planetary, []);
    assert.equal(files.at(-1)?.path, READINGS_PATH);
    assert.equal(files.at(-1)?.sha256, readings?.file.sha256);
  });

  it("are refused with each issue at its line and column", async (t) => {
    const text = `{
  "nation": [],
  "national": [
    { "emission": "1e3", "backlog": "0", "lateness": "-1" },
    { "emission": "1", "lateness": true },
    { "emission": "1000001", "backlog": "0", "lateness": "0" }
  ]
}`;
    assert.deepEqual(await issuesOf(t, text), [
      "OMNI1082 2:3",
      "OMNI1022 4:19",
      "OMNI1022 4:54",
      "OMNI1021 5:5",
      "OMNI1020 5:36",
      "OMNI1025 6:19",
    ]);
  });

  it("are refused where they are none, too many, or of a layer without jobs", async (t) => {
    const reading = { emission: "1", backlog: "0", lateness: "0" };
    const many = JSON.stringify({ national: Array.from({ length: 33 }, () => reading) });
    assert.deepEqual(await issuesOf(t, "{}"), ["OMNI1083 1:1"]);
    assert.deepEqual(await issuesOf(t, "[]"), ["OMNI1020 1:1"]);
    assert.deepEqual(await issuesOf(t, "{"), ["OMNI1005 1:2"]);
    assert.deepEqual(await issuesOf(t, many), ["OMNI1026 1:13"]);
    assert.deepEqual(await issuesOf(t, JSON.stringify({ planetary: [reading] })), ["OMNI1084 1:2"]);
    assert.deepEqual(await issuesOf(t, '{"format": "omnisovereign-readings/9"}'), ["OMNI1081 1:12"]);
  });

  it("that are not there are said so", async () => {
    const result = await loadProject(CITY, { folder: ROOT, readings: "nowhere.json" });
    assert.deepEqual(result.ok ? [] : result.issues.map(({ code }) => code), ["OMNI1080"]);
  });

  it("are those of a dossier where its plan is run again", async (t) => {
    const folder = temporaryFolder(t);
    const payload = join(folder, "data");
    const plan = join(payload, PLAN_PATHS.national);
    mkdirSync(dirname(plan), { recursive: true });
    writeFileSync(join(folder, "bagit.txt"), "");
    writeFileSync(plan, readFileSync(join(ROOT, CITY)));
    writeFileSync(join(payload, READINGS_PATH), readFileSync(join(ROOT, EXAMPLE)));
    const result = await loadProject(plan, { folder: ROOT });
    assert.ok(result.ok);
    assert.equal(result.project.readings?.national.length, 8);
  });
});

describe("the JSON Schema of readings", () => {
  it("is the committed one, and takes the example", () => {
    const committed = readFileSync(join(ROOT, "plans/readings.schema.json"), "utf8");
    assert.equal(committed, toJson(readingsJsonSchema()));
    const validate = new Ajv2020({ strict: false }).compile(readingsJsonSchema());
    const example = readFileSync(join(ROOT, EXAMPLE), "utf8");
    assert.ok(validate(JSON.parse(example)));
    assert.ok(!validate({ national: [{ emission: "1e3", backlog: "0", lateness: "0" }] }));
    assert.equal(JSON.parse(example).$schema, "../readings.schema.json");
  });
});
