import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const TESTS = "test/contracts";

const sources = readdirSync(TESTS, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".t.sol"))
  .map((path) => readFileSync(join(TESTS, path), "utf8"));
const functions = new Set(
  sources.flatMap((source) => [...source.matchAll(/function (\w+)\(/g)].map(([, name]) => name)),
);

for (const readme of ["contracts/README.md", "contracts/planetary/README.md"]) {
  test(`every test that ${readme} names is there`, () => {
    const named = [...readFileSync(readme, "utf8").matchAll(/`((?:test|testFuzz|invariant)_\w+)`/g)].map(
      ([, name]) => name,
    );
    assert.ok(named.length >= 10);
    assert.deepEqual(
      named.filter((name) => !functions.has(name)),
      [],
    );
  });
}
