import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { ROOT } from "./setup.js";

/** Runs every unit test in its one process. */
const UNIT_TESTS = "scripts/unit-tests.js";
const ON_A_CHAIN = "test/{integration,e2e,page}/**/*.test.ts";

/** What takes longest comes first, so that nothing long is left when the rest is done; the first two keep their missions. */
const FIRST = [
  ...["test/e2e/mission", "test/e2e/foreign", "test/e2e/package", "test/e2e/odd-plans"],
  ...["test/integration/economics/national", "test/integration/economics/planetary"],
  ...["test/integration/owner/owner", "test/e2e/interruption", "test/e2e/guide"],
].map((name) => `${name}.test.ts`);

/** @returns {string[]} what runs every test, relative to the project */
export function testFiles() {
  const files = globSync(ON_A_CHAIN, { cwd: ROOT }).sort();
  return [...FIRST, UNIT_TESTS, ...files.filter((file) => !FIRST.includes(file))];
}

/**
 * Runs test files, as many at once as there are processors: node's own default is one fewer.
 *
 * @param {readonly string[]} files relative to the project
 * @param {Promise<unknown>} [before] the report is printed after this, and whole
 * @returns {Promise<{ passed: boolean, skipped: readonly string[] }>} `skipped` has the tests' names, with their reasons
 */
export async function runTests(files, before) {
  /** @type {string[]} */
  const skipped = [];
  let passed = true;
  const tests = run({ cwd: ROOT, files: [...files], concurrency: availableParallelism() });
  tests.on("test:fail", () => {
    passed = false;
  });
  tests.on("test:pass", ({ name, skip }) => {
    if (skip !== undefined) skipped.push(typeof skip === "string" ? `${name} (${skip})` : name);
  });
  const report = tests.compose(new spec());
  await before;
  report.pipe(process.stdout);
  await new Promise((resolve) => report.once("end", resolve));
  return { passed, skipped };
}

/** @param {readonly string[]} skipped @returns {string} one line */
export function skippedLine(skipped) {
  const count = `${skipped.length} ${skipped.length === 1 ? "test" : "tests"} skipped`;
  return skipped.length === 0 ? count : `${count}: ${skipped.join("; ")}`;
}
