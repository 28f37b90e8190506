import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { codeOf, type ErrorDescriptor } from "../../../src/errors/error.ts";
import { KIT } from "../../../src/errors/kit-errors.ts";

const ALL = Object.entries(KIT) as [string, ErrorDescriptor<unknown>][];

/** Every argument that a text asks for shows as its own name. */
const ARGUMENTS = new Proxy({}, { get: (_, name) => `<${String(name)}>` });

test("every error of a kit keeps its number and its text", (t) => {
  const lines = ALL.map(([name, error]) => {
    return `${codeOf(error)}  exit ${error.exit}  ${name}\n  ${error.message(ARGUMENTS)}\n  ${error.mend(ARGUMENTS)}\n`;
  });
  const snapshot = join(import.meta.dirname, "../../snapshots/errors-kit.txt");
  t.assert.fileSnapshot(lines.join("\n"), snapshot, { serializers: [(text) => text] });
});

test("no two errors of a kit share a number, and all are in its range", () => {
  const numbers = ALL.map(([, { number }]) => number);
  assert.equal(new Set(numbers).size, numbers.length);
  for (const number of numbers) assert.equal(Math.floor(number / 100), 22);
});
