import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import { canonicalText, parseForRewrite } from "../../../src/plan/canonical.ts";
import { loadPlan } from "../../../src/plan/load.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const EXAMPLES = [
  ...readdirSync(join(ROOT, "plans/examples")).filter((name) => /^[^.]+\.json$/.test(name)),
  "survey/plan.json",
];
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const options = { folder: ROOT, knownScripts: new Set(Object.keys(scripts)) };

describe("the example plans", () => {
  it("are a city with five jobs, three cities beside four regions with twelve, and one job with its work", async () => {
    const files = globSync("**/*.json", { cwd: join(ROOT, "plans/examples") });
    assert.deepEqual(files.filter((name) => !name.endsWith(".readings.json")).toSorted(), EXAMPLES);
    const sizes = await Promise.all(
      EXAMPLES.map(async (name) => {
        const result = await loadPlan(`plans/examples/${name}`, options);
        assert.ok(result.ok);
        const { jobs, regions, participants } = result.plan;
        const cities = new Set(jobs.flatMap(({ city }) => city ?? [])).size;
        return [name, jobs.length, cities, regions.length, participants.council.length];
      }),
    );
    assert.deepEqual(sizes, [
      ["cities-and-regions.json", 12, 3, 4, 5],
      ["city.json", 5, 1, 0, 3],
      ["survey/plan.json", 1, 1, 0, 3],
    ]);
  });

  for (const name of EXAMPLES) {
    it(`${name} is valid without a warning, canonical, and refers to the schema`, async () => {
      const result = await loadPlan(`plans/examples/${name}`, options);
      assert.deepEqual(result.ok ? result.warnings : result.issues, []);
      const text = readFileSync(join(ROOT, "plans/examples", name), "utf8");
      const parsed = parseForRewrite(text);
      assert.equal(parsed.ok && canonicalText(parsed.source), text);
      const schema = join(ROOT, "plans/examples", name, "..", JSON.parse(text).$schema);
      assert.equal(schema, join(ROOT, "plans/plan.schema.json"));
    });
  }

  it("have no job of a city wait for one of a region, which runs later", async () => {
    const result = await loadPlan("plans/examples/cities-and-regions.json", options);
    assert.ok(result.ok);
    const regional = new Set(result.plan.jobs.flatMap(({ id, region }) => (region === null ? [] : [id])));
    const wrong = result.plan.jobs.filter(
      ({ id, dependencies }) => !regional.has(id) && dependencies.some((before) => regional.has(before)),
    );
    assert.deepEqual(wrong, []);
  });
});
