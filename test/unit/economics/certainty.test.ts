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
  it("is 1 − H((k + 1) / (n + 2)) / ln 2", () => {
    // 1 − H(4/5) / ln 2
    assert.equal(certaintyWad({ judges: 3n, approving: 3n }), 278_071_905_112_637_653n);
    assert.equal(certaintyWad({ judges: 0n, approving: 0n }), 0n);
  });

  it("of two judges in three is a tenth of what three who agree come to: an epoch of one such job is below a fifth", () => {
    const expectedWad = 10_000n;
    const removed = removedWad(expectedWad, { judges: 3n, approving: 2n }, 3n);
    assert.equal(removed, 1_044n);
    // By the default price all that is expected is worth what the work adds.
    assert.ok(removed < expectedWad / 5n);
  });

  it("is nothing where no majority approves, and never whole", () => {
    fc.assert(
      fc.property(heads, ({ judges, approving }) => {
        const certain = certaintyWad({ judges, approving });
        assert.ok(certain >= 0n && certain < WAD);
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
