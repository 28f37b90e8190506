import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { overJsonLimit } from "../../../src/support/json-limits.ts";

/** Every value of a document, those that hold others included. */
function valuesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + valuesIn(inner), 1);
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test("lets every document pass that has no more than it may", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const limits = { depth: depthOf(value), values: valuesIn(value) };
      // Brackets without anything in them count for one more: a bound, not a census.
      assert.equal(overJsonLimit(JSON.stringify(value), { ...limits, values: 2 * limits.values }), undefined);
      if (limits.depth > 0)
        assert.equal(overJsonLimit(JSON.stringify(value), { depth: limits.depth - 1, values: 1e9 }), "depth");
    }),
  );
});

test("stops where there is more, and takes what stands in strings for text", () => {
  assert.equal(overJsonLimit(`[${"{},".repeat(1000)}{}]`, { depth: 9, values: 1000 }), "values");
  assert.equal(overJsonLimit("[".repeat(10), { depth: 9, values: 1000 }), "depth");
  assert.equal(overJsonLimit('"[,[,\\"[,"', { depth: 0, values: 1 }), undefined);
  assert.equal(overJsonLimit('["\\\\",1]', { depth: 1, values: 3 }), undefined);
  assert.equal(overJsonLimit('"[[', { depth: 0, values: 1 }), undefined);
});
