import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { artefactPath, byCodeUnit, isArtefactPath } from "../../../src/support/paths.ts";
import { pathWithin } from "../../../src/system/within.ts";

test("takes the paths that artefacts have", () => {
  for (const path of ["a", "a/b.json", "localhost/asi-takeoff/receipts/jobs/JOB_1/post.json", ".hidden"]) {
    assert.ok(isArtefactPath(path), path);
  }
});

test("refuses every path that could mean another file", () => {
  const hostile = [
    "",
    "/",
    "/a",
    "a/",
    "a//b",
    ".",
    "..",
    "../a",
    "a/..",
    "a/./b",
    "a\\b",
    "C:\\a",
    "a b",
    "ä",
    "%2e%2e/a",
    "a\n",
  ];
  for (const path of hostile) assert.ok(!isArtefactPath(path), path);
});

test("no path that it takes leaves the folder", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", ".", "..", "", "%2e", "b.c")), (segments) => {
      const path = segments.join("/");
      fc.pre(isArtefactPath(path));
      assert.equal(pathWithin("/base", join("/base", path)), path);
    }),
  );
});

test("names the path and the rule when the product itself makes a bad one", () => {
  assert.throws(() => artefactPath("../a"), new TypeError('path "../a" has a segment "." or ".."'));
});

test("orders upper case before lower case", () => {
  assert.deepEqual(["b", "B", "a"].toSorted(byCodeUnit), ["B", "a", "b"]);
});

test("tells what lies outside a folder", () => {
  assert.equal(pathWithin("/out", "/out/a/b"), "a/b");
  assert.equal(pathWithin("/out", "/out"), undefined);
  assert.equal(pathWithin("/out", "/output/a"), undefined);
  assert.equal(pathWithin("/out", "/out/..a"), "..a");
});
