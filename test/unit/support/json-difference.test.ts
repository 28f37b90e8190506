import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { firstDifference } from "../../../src/support/json-difference.ts";

test("points to the first place, by the keys of the first side", () => {
  const cases: readonly (readonly [a: unknown, b: unknown, expected: unknown])[] = [
    [
      { a: 1, b: 2 },
      { a: 1, b: 3 },
      { pointer: "/b", a: 2, b: 3 },
    ],
    [
      { z: 1, a: 1 },
      { z: 2, a: 2 },
      { pointer: "/z", a: 1, b: 2 },
    ],
    [[1, [2, 3]], [1, [2, 4]], { pointer: "/1/1", a: 3, b: 4 }],
    [[1, 2], [1], { pointer: "/1", a: 2, b: undefined }],
    [{}, { x: null }, { pointer: "/x", a: undefined, b: null }],
    [{ x: null }, {}, { pointer: "/x", a: null, b: undefined }],
    [{ x: [] }, { x: {} }, { pointer: "/x", a: [], b: {} }],
    ["1", 1, { pointer: "", a: "1", b: 1 }],
    [{ "a/b": { "c~d": 1 } }, { "a/b": { "c~d": 2 } }, { pointer: "/a~1b/c~0d", a: 1, b: 2 }],
    [JSON.parse('{"__proto__":1}'), {}, { pointer: "/__proto__", a: 1, b: undefined }],
  ];
  for (const [a, b, expected] of cases) assert.deepEqual(firstDifference(a, b), expected);
});

test("finds a difference exactly when there is one", () => {
  const written = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
  fc.assert(
    fc.property(written, written, (a, b) => {
      assert.equal(firstDifference(a, b) === undefined, isDeepStrictEqual(a, b));
      assert.equal(firstDifference(a, structuredClone(a)), undefined);
    }),
  );
});

test("walks documents that nest deeper than calls can", () => {
  const deep = (leaf: string) => JSON.parse(`${"[".repeat(10_000)}${leaf}${"]".repeat(10_000)}`);
  assert.equal(firstDifference(deep("1"), deep("2"))?.pointer, "/0".repeat(10_000));
});
