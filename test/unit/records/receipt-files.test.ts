import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readReceiptFile } from "../../../src/records/receipt-files.ts";

const read = (text: string) => readReceiptFile({ path: "receipt.json", text });
const record = (hash: string) => ({ hash, gasUsed: "1", events: [] });

test("finds every record, wherever it stands, in the order of the file", () => {
  const document = {
    transactions: [record("0x1"), record("0x2")],
    drills: { a: { transaction: record("0x3") } },
  };
  const content = read(JSON.stringify(document));
  assert.ok(typeof content !== "string");
  assert.deepEqual(
    content.records.map(({ hash }) => hash),
    ["0x1", "0x2", "0x3"],
  );
});

test("takes contracts that are named, and passes over what claims to be one", () => {
  const entry = { name: "A", address: "0x", artifact: "A" };
  const content = read(JSON.stringify({ contracts: [entry, null, 5, { name: 1 }] }));
  assert.ok(typeof content !== "string");
  assert.deepEqual(content.contracts, [entry]);
});

test("refuses what is no JSON and what is nested deeper than a call stack", () => {
  assert.equal(read("hello"), "is not JSON");
  assert.equal(read("[".repeat(1_000_000) + "]".repeat(1_000_000)), "is nested deeper than 64 levels");
});

test("reads a list that is longer than a call has arguments", () => {
  assert.deepEqual(read(`[${"1,".repeat(500_000)}1]`), { contracts: [], records: [] });
});

test("never throws, whatever a record holds", () => {
  const hostile = fc.record({ hash: fc.jsonValue(), gasUsed: fc.jsonValue(), events: fc.jsonValue() });
  fc.assert(fc.property(fc.array(hostile), (list) => void read(JSON.stringify(list))));
});
