import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { inapplicable } from "../../campaigns/guards/applicable.ts";
import { GUARDS } from "../../campaigns/guards/table.ts";

const ROOT = join(import.meta.dirname, "../../..");

describe("the table of guards", () => {
  it("has each guard's lines as they stand in its contract, once", () => {
    assert.deepEqual(inapplicable(GUARDS), []);
    const [one] = GUARDS;
    assert.ok(one);
    const gone = { ...one, holds: "nothing", lines: "if (false) revert();" };
    assert.deepEqual(inapplicable([gone]), [
      `nothing: its lines stand 0 times in contracts/${one.contract}.sol`,
    ]);
  });

  it("names tests that there are, and each guard once", () => {
    const tests = GUARDS.flatMap((guard) => guard.tests);
    assert.deepEqual(
      tests.filter((test) => !existsSync(join(ROOT, `test/contracts/${test}.t.sol`))),
      [],
    );
    assert.ok(GUARDS.every((guard) => guard.tests.length > 0 && guard.lines !== guard.without));
    assert.equal(new Set(GUARDS.map(({ holds }) => holds)).size, GUARDS.length);
  });

  it("is what the campaign's counts are of", () => {
    const { missedBy } = JSON.parse(readFileSync(join(ROOT, "test/campaigns/guards.json"), "utf8"));
    assert.deepEqual(
      Object.keys(missedBy),
      GUARDS.map(({ holds }) => holds),
    );
  });
});
