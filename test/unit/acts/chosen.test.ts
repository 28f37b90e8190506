import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenOf, integerIn, pathIn, textIn } from "../../../src/acts/chosen.ts";

test("only what is not as in a run was chosen, by name", () => {
  const given = { root: "here", out: "there", logs: null, bundle: "all" };
  assert.deepEqual(Object.entries(chosenOf(given, { root: "here", bundle: null })), [
    ["bundle", "all"],
    ["out", "there"],
  ]);
});

test("what was not chosen is as in a run", () => {
  assert.equal(pathIn({}, "out", "usual"), "usual");
  assert.equal(integerIn({}, "temperature"), null);
  assert.equal(textIn({}, "constructor"), null);
});

test("a stranger's choice is a portable path and a whole number, or nothing", () => {
  assert.equal(pathIn({ out: "a/b.md" }, "out", null), "a/b.md");
  assert.equal(integerIn({ temperature: "12" }, "temperature"), 12n);
  for (const out of ["../b", "/etc/passwd", "a//b", ""])
    assert.throws(() => pathIn({ out }, "out", null), TypeError);
  for (const kappa of ["-1", "1.5", "", "0x1", "9".repeat(99)])
    assert.throws(() => integerIn({ kappa }, "kappa"), TypeError);
});
