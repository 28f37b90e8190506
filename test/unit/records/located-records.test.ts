import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { locateRecords, recordsAt, valueAt } from "../../../src/records/located-records.ts";

const hashOf = (number: number) => `0x${number.toString(16).padStart(64, "0")}`;
const recordOf = (number: number, block = 1, index = 0) => ({
  hash: hashOf(number),
  block,
  index,
  gasUsed: "21000",
  events: [],
});

describe("transaction records in a document", () => {
  it("are found wherever they stand, in the order of the document", () => {
    const document = { b: [recordOf(1), { c: recordOf(2), hash: "0x" }], a: recordOf(3), events: [] };
    assert.deepEqual(
      recordsAt(document).map(({ pointer, record }) => [pointer, record.hash]),
      [
        ["/b/0", hashOf(1)],
        ["/b/1/c", hashOf(2)],
        ["/a", hashOf(3)],
      ],
    );
  });

  it("stand where their pointers lead, whatever their keys are called", () => {
    const key = fc.oneof(fc.string(), fc.constantFrom("~", "/", "~1", "~0", "a/b", ""));
    const path = fc.array(key, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 4 }), (paths) => {
        const document = paths.map((keys, number) =>
          keys.reduceRight<object>((inner, name) => ({ [name]: inner }), recordOf(number)),
        );
        const found = recordsAt(document);
        assert.equal(found.length, paths.length);
        for (const { pointer, record } of found) assert.equal(valueAt(document, pointer), record);
      }),
    );
  });

  it("are found at a depth that would break a recursion", () => {
    let document: object = recordOf(1);
    for (let depth = 0; depth < 50_000; depth += 1) document = [document];
    assert.equal(recordsAt(document).length, 1);
  });

  it("come in the chain's order, without those whose place or events cannot be read", () => {
    const document = [
      recordOf(1, 9),
      recordOf(2, 2, 1),
      recordOf(3, 2, 0),
      { ...recordOf(4), block: "2" },
      { ...recordOf(5), index: 0.5 },
      { ...recordOf(6), hash: "0xABC" },
      { ...recordOf(7), events: "none" },
      { ...recordOf(8), events: [{ args: null }] },
    ];
    assert.deepEqual(
      locateRecords(document).map(({ record }) => record.hash),
      [hashOf(3), hashOf(2), hashOf(1)],
    );
  });
});

describe("a pointer", () => {
  it("that leads nowhere finds nothing, nor what an object inherits", () => {
    assert.equal(valueAt({ a: [1] }, "/a/1"), undefined);
    assert.equal(valueAt({ a: 1 }, "/a/b/c"), undefined);
    assert.equal(valueAt({}, "/constructor"), undefined);
  });
});
