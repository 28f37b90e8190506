import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Change } from "../../../../src/model/owner.ts";
import { compare } from "../../../../src/observe/owner/drift.ts";

const change = (
  before: string | null,
  after: string,
  receipt: string | null = "a/receipts/b.json",
): Change => ({
  block: 7,
  transaction: "0x01",
  receipt,
  event: "Changed",
  before,
  after,
});

describe("the comparison of the chain with the plan", () => {
  it("finds no drift in the planned value", () => {
    assert.equal(compare("5", "5", []).drift, false);
  });

  it("names a value that nothing explains", () => {
    assert.equal(compare("5", "6", []).reason, "is 6, planned as 5");
  });

  it("accepts any chain of recorded changes that starts from the plan and ends at the chain", () => {
    const values = fc.array(fc.nat().map(String), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(values, ([planned = "", ...later]) => {
        const changes = later.map((after, index) => change([planned, ...later][index] ?? null, after));
        assert.equal(compare(planned, later.at(-1) ?? planned, changes).drift, false);
      }),
    );
  });

  it("does not excuse a change that no receipt shows", () => {
    assert.equal(compare("5", "6", [change("5", "6", null)]).reason, "Changed in block 7 is in no receipt");
  });

  it("does not excuse a deployment that differed from the plan by later changes", () => {
    assert.equal(compare("5", "7", [change("6", "7")]).reason, "deployed as 6, planned as 5");
  });

  it("names a gap between two changes", () => {
    const { reason } = compare("5", "9", [change("5", "6"), change("8", "9")]);
    assert.equal(reason, "Changed in block 7 started from 8, not from 6");
  });

  it("names a value that moved without an event", () => {
    assert.equal(compare("5", "7", [change("5", "6")]).reason, "is 7, last changed to 6");
  });

  it("looks only at the changes of what nothing states", () => {
    assert.equal(compare(null, "7", []).drift, false);
    assert.equal(compare(null, "7", [change(null, "8")]).drift, true);
  });
});
