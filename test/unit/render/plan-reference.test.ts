import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import { fieldsOf } from "../../../src/plan/fields.ts";
import { planJsonSchema } from "../../../src/plan/json-schema.ts";
import { planReference } from "../../../src/render/plan-reference.ts";

const COMMITTED = join(resolve(import.meta.dirname, "../../.."), "docs/reference/plan.md");

describe("the reference of a plan's fields", () => {
  it("is the committed one", () => {
    assert.equal(readFileSync(COMMITTED, "utf8"), planReference(fieldsOf(planJsonSchema())));
  });

  it("has one row for every field", () => {
    const fields = fieldsOf(planJsonSchema());
    const rows = [...planReference(fields).matchAll(/^\| `([^`]+)` \|/gm)].map(([, path]) => path);
    assert.deepEqual(rows.toSorted(), fields.map(({ path }) => path).toSorted());
  });
});
