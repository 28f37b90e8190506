import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { lineMap, offsetOf, parseSource, textAt } from "../../../src/plan/source.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with one character changed, removed or added. */
const almostJson = fc
  .tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[]",:0-.eE+/*\\ \n\tnul\u0000\u00a0\uFEFF'), fc.nat(2))
  .map(([text, at, character, removed]) => {
    const offset = at % (text.length + 1);
    return text.slice(0, offset) + character + text.slice(offset + removed);
  });

describe("parsing a source", () => {
  it("accepts exactly what JSON.parse accepts, up to its depth", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 5 }), almostJson, fc.string()), (text) => {
        assert.equal(parseSource(text).ok, isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it("accepts 64 levels and refuses 65, wherever the brackets are open", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    assert.ok(parseSource(nested(64)).ok);
    assert.ok(!parseSource(nested(65)).ok);
    assert.ok(parseSource(JSON.stringify("[".repeat(1_000))).ok, "brackets in a string do not nest");
    assert.ok(parseSource(`[${'["\\""],'.repeat(500)}1]`).ok, "brackets that are closed do not add up");
  });

  it("reports at most twenty syntax errors of a file full of them", () => {
    const parsed = parseSource(",".repeat(1_000_000));
    assert.ok(!parsed.ok);
    assert.ok(parsed.findings.length <= 20);
  });

  it("finds values, keys and, for what is missing, the nearest thing around it", () => {
    const parsed = parseSource('{"a": [10, {"b": 1.50}]}');
    assert.ok(parsed.ok);
    assert.equal(textAt(parsed.source, ["a", 1, "b"]), "1.50");
    assert.equal(offsetOf(parsed.source, ["a", 1, "b"]), 17);
    assert.equal(offsetOf(parsed.source, ["a", 1, "b"], true), 12);
    assert.equal(offsetOf(parsed.source, ["a", 1, "missing"]), 11);
    assert.equal(offsetOf(parsed.source, ["nowhere", 3]), 0);
  });

  it("counts lines and columns from 1, with either line end", () => {
    const text = "ab\r\ncd\n\nef";
    const place = lineMap(text);
    assert.deepEqual(place(0), { line: 1, column: 1 });
    assert.deepEqual(place(4), { line: 2, column: 1 });
    assert.deepEqual(place(7), { line: 3, column: 1 });
    assert.deepEqual(place(text.length), { line: 4, column: 3 });
  });
});
