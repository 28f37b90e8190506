import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../../src/support/nearest.ts";

const KNOWN = ["--network", "--format", "--out", "--strict"];

test("finds the word that a slip was meant for, and none where nothing is near", () => {
  assert.equal(nearest("--netwrok", KNOWN), "--network");
  assert.equal(nearest("--fromat", KNOWN), "--format");
  assert.equal(nearest("--ou", KNOWN), "--out");
  assert.equal(nearest("--out", KNOWN), "--out");
  assert.equal(nearest("--temperature", KNOWN), null);
  assert.equal(nearest("x".repeat(10_000), KNOWN), null);
  assert.equal(nearest("--x", []), null);
});
