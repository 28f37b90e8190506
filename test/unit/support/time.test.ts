import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { utc } from "../../../src/support/time.ts";

test("writes chain time in UTC, leap days and centuries included", () => {
  assert.equal(utc(0), "1970-01-01T00:00:00Z");
  assert.equal(utc(951_782_399), "2000-02-28T23:59:59Z");
  assert.equal(utc(951_782_400), "2000-02-29T00:00:00Z");
  assert.equal(utc(1_735_689_600), "2025-01-01T00:00:00Z");
  assert.equal(utc(4_107_542_400), "2100-03-01T00:00:00Z");
});

test("agrees with the platform's own calendar to the year 9999", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
      assert.equal(utc(seconds), new Date(seconds * 1_000).toISOString().replace(".000Z", "Z"));
    }),
  );
});
