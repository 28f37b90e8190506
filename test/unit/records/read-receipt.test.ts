import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readOwnReceipt, readReceipt } from "../../../src/records/read-receipt.ts";

const problemOf = ({ read }: ReturnType<typeof readReceipt>) => (read.ok ? "none" : read.problem);
const record = (hash: string) => ({ hash, gasUsed: "1", events: [] });

function read(text: string) {
  const { read: parsed } = readReceipt({ path: "receipt.json", text });
  assert.ok(parsed.ok);
  return parsed.value;
}

test("finds every record, wherever it stands, in the order of the file, and says where", () => {
  const document = {
    transactions: [record("0x1"), record("0x2")],
    drills: { "a/b": { transaction: record("0x3") } },
  };
  assert.deepEqual(
    read(JSON.stringify(document)).records.map(({ pointer, record: { hash } }) => [pointer, hash]),
    [
      ["/transactions/0", "0x1"],
      ["/transactions/1", "0x2"],
      ["/drills/a~1b/transaction", "0x3"],
    ],
  );
});

test("takes for a record what names its hash, gas and events, whatever else is missing, so that it can be held against the chain", () => {
  const { records } = read(
    JSON.stringify([
      { hash: "0x1", gasUsed: "1", events: [] },
      { hash: 1, gasUsed: "1", events: [] },
      { hash: "0x2", gasUsed: "1" },
      { hash: "0x3", events: [] },
    ]),
  );
  assert.deepEqual(
    records.map(({ pointer }) => pointer),
    ["/0"],
  );
});

test("takes contracts that are named, and passes over what claims to be one", () => {
  const entry = { name: "A", address: "0x", artifact: "A" };
  assert.deepEqual(read(JSON.stringify({ contracts: [entry, null, 5, { name: 1 }] })).contracts, [entry]);
});

test("refuses what is no JSON and what is nested deeper than a call stack", () => {
  const path = "receipt.json";
  const deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
  assert.equal(problemOf(readReceipt({ path, text: "hello" })), "is not JSON");
  assert.equal(problemOf(readReceipt({ path, text: deep })), "is nested deeper than 64 levels");
});

test("reads a list that is longer than a call has arguments", () => {
  const { contracts, records } = read(`[${"1,".repeat(500_000)}1]`);
  assert.deepEqual({ contracts, records }, { contracts: [], records: [] });
});

test("never throws, whatever a record holds", () => {
  const hostile = fc.record({ hash: fc.jsonValue(), gasUsed: fc.jsonValue(), events: fc.jsonValue() });
  fc.assert(fc.property(fc.array(hostile), (list) => void read(JSON.stringify(list))));
});

test("takes for one of its own only what has the form of those that lie there", () => {
  const path = "asi-global/receipts/consensus.json";
  const own = (at: string, document: unknown) => readOwnReceipt({ path: at, text: JSON.stringify(document) });
  assert.deepEqual(own("asi-global/braid.json", {}), { ok: false, problem: "lies where no receipt does" });
  assert.deepEqual(own(path, { format: "omnisovereign-receipt/1", kind: "consensus" }), {
    ok: false,
    problem: "does not have the keys format, kind, national, planetary, delta",
  });
  assert.deepEqual(readOwnReceipt({ path, text: "[" }), { ok: false, problem: "is not JSON" });
});
