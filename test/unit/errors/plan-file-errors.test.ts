import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { codeOf, type ErrorDescriptor } from "../../../src/errors/error.ts";
import { PLAN_FILE } from "../../../src/errors/plan-file-errors.ts";

const ALL = Object.entries(PLAN_FILE) as [string, ErrorDescriptor<unknown>][];
/** Every argument that a text asks for shows as its own name. */
const ARGUMENTS = new Proxy({}, { get: (_, name) => `<${String(name)}>` });

test("every error about plan files keeps its number and its text", (t) => {
  const lines = ALL.map(([name, error]) => {
    return `${codeOf(error)}  exit ${error.exit}  ${name}\n  ${error.message(ARGUMENTS)}\n  ${error.mend(ARGUMENTS)}\n`;
  });
  const snapshot = join(import.meta.dirname, "../../snapshots/errors-plan-file.txt");
  t.assert.fileSnapshot(lines.join("\n"), snapshot, { serializers: [(text) => text] });
});

test("no two errors about plan files share a number", () => {
  const numbers = ALL.map(([, { number }]) => number);
  assert.equal(new Set(numbers).size, numbers.length);
});
