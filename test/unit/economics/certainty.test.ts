import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { certaintyWad, removedWad } from "../../../src/economics/certainty.ts";
import { WAD } from "../../../src/model/units.ts";

const heads = fc.tuple(fc.bigInt(0n, 60n), fc.bigInt(0n, 60n)).map(([approving, against]) => ({
  judges: approving + against,
  approving,
}));

describe("what opinions make certain", () => {
  it("is 1 − H(p) / ln 2 of judges who are right nine times in ten", () => {
    // 1 − H(9/10) / ln 2, and 1 − H(729/730) / ln 2
    assert.equal(certaintyWad({ judges: 3n, approving: 2n }), 531_004_406_410_718_780n);
    assert.equal(certaintyWad({ judges: 3n, approving: 3n }), 984_995_261_512_534_311n);
    assert.equal(certaintyWad({ judges: 0n, approving: 0n }), 0n);
  });

  it("of the least majority is more than half of what all come to who were planned", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 60n), fc.bigInt(1n, 60n), (against, planned) => {
        const removed = removedWad(10_000n, { judges: 2n * against + 1n, approving: against + 1n }, planned);
        assert.ok(removed > 5_000n);
      }),
    );
  });

  it("is nothing where no majority approves, and never more than whole", () => {
    fc.assert(
      fc.property(heads, ({ judges, approving }) => {
        const certain = certaintyWad({ judges, approving });
        assert.ok(certain >= 0n && certain <= WAD);
        if (2n * approving <= judges) assert.equal(certain, 0n);
      }),
    );
  });

  it("grows with each approval and falls with each rejection", () => {
    fc.assert(
      fc.property(heads, ({ judges, approving }) => {
        const certain = certaintyWad({ judges, approving });
        assert.ok(certaintyWad({ judges: judges + 1n, approving: approving + 1n }) >= certain);
        assert.ok(certaintyWad({ judges: judges + 1n, approving }) <= certain);
      }),
    );
  });

  it("removes all that was expected where as many agree as were planned, and no more where there are more", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 21n), fc.bigInt(1n, 15n), heads, (expectedWad, planned, opinions) => {
        assert.equal(removedWad(expectedWad, { judges: planned, approving: planned }, planned), expectedWad);
        const removed = removedWad(expectedWad, opinions, planned);
        assert.ok(removed >= 0n && removed <= expectedWad);
      }),
    );
  });
});
