import assert from "node:assert/strict";
import { test } from "node:test";
import { artefactPath } from "../../../src/support/paths.ts";
import { binding, countCoverage, coverageLines, coverageOf } from "../../../src/verify/coverage.ts";

const [a, b, c, stranger] = ["a.json", "b.json", "c.md", "d.md"].map(artefactPath) as [
  never,
  never,
  never,
  never,
];

test("a file is free that only its digest, its form and its owner hold", () => {
  const all = [a, b, c];
  const named = [
    ["digest", all] as const,
    ["schema", [a]] as const,
    ["ownership", all] as const,
    ["commitment", [b, stranger]] as const,
  ].reduce((coverage, [by, paths]) => binding(coverage, by, paths), coverageOf(all));
  const counted = countCoverage(named);
  assert.equal(counted.free, 2);
  assert.deepEqual(counted.bound, {
    ...{ digest: 3, schema: 1, ownership: 3, commitment: 1 },
    ...{ execution: null, derivation: null, rebuild: null },
  });
  const more = binding(binding(named, "derivation", [a]), "derivation", [c]);
  assert.equal(countCoverage(more).free, 0);
  assert.equal(countCoverage(more).bound.derivation, 2);
  assert.deepEqual(coverageLines(counted).at(-1), "            free        2");
});
