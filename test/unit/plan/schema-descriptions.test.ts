import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fieldsOf } from "../../../src/plan/fields.ts";
import { planJsonSchema } from "../../../src/plan/json-schema.ts";

const fields = fieldsOf(planJsonSchema());
const UNIT =
  /whole tokens|degrees|days|seconds of|basis points|units of|share of it|utc|seats drawn|seats whose|how many blocks|jurors drawn|number of signers|number of members|number of events|voice credits/i;

describe("the description of a plan's fields", () => {
  it("reaches every property of the schema, however deep", () => {
    const named = JSON.stringify(planJsonSchema()).match(/"properties":/g)?.length ?? 0;
    assert.ok(named >= 25 && fields.length > 115, `${named} objects, ${fields.length} fields`);
  });

  it("is there for every property", () => {
    const without = fields.filter(({ description }) => description.length < 10 || !description.endsWith("."));
    assert.deepEqual(without, []);
  });

  it("states the default of everything that may be left out, and of nothing else", () => {
    const wrong = fields.filter(
      ({ required, description }) => required === description.includes("Default: "),
    );
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it("states the default that the schema fills in", () => {
    const wrong = fields.filter(
      ({ description, standard }) =>
        (typeof standard === "number" || typeof standard === "string") &&
        !description.includes(`Default: ${standard}`),
    );
    assert.deepEqual(wrong, []);
  });

  it("states the unit of every number", () => {
    const wrong = fields.filter(({ isNumber, description }) => isNumber && !UNIT.test(description));
    assert.deepEqual(
      wrong.map(({ path, description }) => `${path}: ${description}`),
      [],
    );
  });
});
