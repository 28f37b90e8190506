import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../../src/support/nearest.ts";

test("the nearest word is the one with the fewest slips, whatever its case", () => {
  assert.equal(nearest("thermodynamicProfil", ["title", "thermodynamicProfile"]), "thermodynamicProfile");
  assert.equal(nearest("NORTH", ["North", "South"]), "North");
  assert.equal(nearest("glbal", ["kit", "global", "local"]), "global");
});

test("nothing is near a word that is another one, or a text", () => {
  assert.equal(nearest("colour", ["budget", "jobs"]), null);
  assert.equal(nearest("x".repeat(100_000), ["x".repeat(99_999)]), null);
});
