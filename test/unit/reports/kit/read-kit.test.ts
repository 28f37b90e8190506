import assert from "node:assert/strict";
import { test } from "node:test";
import { readKit } from "../../../../src/reports/kit/read-kit.ts";
import { toJson } from "../../../../src/support/json.ts";
import { KIT } from "./small-kit.ts";

test("a kit is read as it was composed", () => {
  assert.deepEqual(readKit(toJson(KIT)), { ok: true, value: KIT });
});

test("a kit that lacks a part, has one more, or another value there is none", () => {
  for (const name of Object.keys(KIT)) {
    const { [name]: _, ...rest } = KIT as unknown as Record<string, unknown>;
    assert.equal(readKit(toJson(rest)).ok, false, name);
    assert.equal(readKit(toJson({ ...KIT, [name]: true })).ok, false, name);
  }
  assert.equal(readKit(toJson({ ...KIT, more: 1 })).ok, false);
});

test("a kit in another spelling is none", () => {
  assert.deepEqual(readKit(JSON.stringify(KIT)), {
    ok: false,
    problem: "is not in the spelling that the product writes",
  });
});
