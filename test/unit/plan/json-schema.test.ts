import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "jsonc-parser";
import { planJsonSchema } from "../../../src/plan/json-schema.ts";
import { toJson } from "../../../src/support/json.ts";
import { BROKEN, type BrokenPlan, DOUBTFUL } from "../../fixtures/plans/broken.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(planJsonSchema());

/** The codes of issues that a schema can see. */
const SHAPE = /^OMNI(102\d|1500)$/;
/** Where a schema says less than the loader: a number is a number to it. */
const BEYOND_A_SCHEMA = new Set([
  "a reward with an exponent",
  "an infinite reward",
  "a handle longer than the registry takes",
  "a bonus above the reward",
  "a maximum hotter than the thermostat bears",
  "a temperature that cannot be halved",
  "an emergency hotter than the thermostat bears",
]);

function accepts(plan: BrokenPlan): boolean {
  return validate(parse(String(plan.content)));
}

describe("the JSON Schema", () => {
  it("is the committed one", async () => {
    const committed = await readFile(join(ROOT, "plans/plan.schema.json"), "utf8");
    assert.equal(committed, toJson(planJsonSchema()));
  });

  for (const name of [
    "asi-takeoff/project-plan",
    "asi-global/project-plan",
    "omnisovereign/project-plan.omnisovereign",
  ]) {
    it(`accepts ${name}, which refers to it`, async () => {
      const plan = JSON.parse(await readFile(join(ROOT, `plans/${name}.json`), "utf8"));
      assert.equal(plan.$schema, "../plan.schema.json");
      assert.ok(validate(plan), JSON.stringify(validate.errors));
    });
  }

  it("agrees with a strict load about the shape of every broken plan", () => {
    const shapes = [...BROKEN, ...DOUBTFUL].filter(({ codes }) => codes.some((code) => SHAPE.test(code)));
    const accepted = shapes.filter(accepts).map(({ name }) => name);
    assert.deepEqual(new Set(accepted), BEYOND_A_SCHEMA);
  });

  it("accepts every plan whose shape is right, whatever the rules say of it", () => {
    const ruled = [...BROKEN, ...DOUBTFUL].filter(({ codes }) =>
      codes.every((code) => /^OMNI(101|103|104|15)/.test(code)),
    );
    const refused = ruled
      .filter((plan) => !plan.codes.includes("OMNI1500") && !accepts(plan))
      .map(({ name }) => name);
    assert.deepEqual(refused, []);
  });

  it("states what each default is", () => {
    const { protocol } = planJsonSchema().properties as { protocol: { properties: Record<string, unknown> } };
    const { windows } = protocol.properties as {
      windows: { properties: Record<string, Record<string, unknown>> };
    };
    const { judgingDelaySeconds, ...stated } = windows.properties;
    for (const { default: standard, description } of Object.values(stated)) {
      assert.ok(Number.isInteger(standard) && typeof description === "string");
    }
    assert.match(String(judgingDelaySeconds?.description), /Default: the least that is allowed\.$/);
  });
});
