import assert from "node:assert/strict";
import { test } from "node:test";
import { utc } from "../../../src/support/time.ts";

test("writes chain time in UTC, in whole seconds", () => {
  assert.equal(utc(0), "1970-01-01T00:00:00Z");
  assert.equal(utc("951782400"), "2000-02-29T00:00:00Z");
});
