import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { BUILD, CLAIM, NO_DOSSIER, REBUILD, REPLAY, VERIFY } from "../../../src/errors/dossier-errors.ts";
import { codeOf, type ErrorDescriptor } from "../../../src/errors/error.ts";

const ALL = Object.entries({ ...CLAIM, ...BUILD, ...NO_DOSSIER, ...VERIFY, ...REPLAY, ...REBUILD }) as [
  string,
  ErrorDescriptor<unknown>,
][];

/** Every argument that a text asks for shows as its own name. */
const ARGUMENTS = new Proxy({}, { get: (_, name) => `<${String(name)}>` });

test("every error keeps its number and its text", (t) => {
  const lines = ALL.map(([name, error]) => {
    return `${codeOf(error)}  exit ${error.exit}  ${name}\n  ${error.message(ARGUMENTS)}\n  ${error.mend(ARGUMENTS)}\n`;
  });
  const snapshot = join(import.meta.dirname, "../../snapshots/errors-dossier.txt");
  t.assert.fileSnapshot(lines.join("\n"), snapshot, { serializers: [(text) => text] });
});

test("no two errors share a number, and all but those of a replay are in the dossier's range", () => {
  const numbers = ALL.map(([, { number }]) => number);
  assert.equal(new Set(numbers).size, numbers.length);
  const ofReplay = Object.values(REPLAY).map(({ number }) => number as number);
  for (const number of numbers) assert.equal(Math.floor(number / 1000), ofReplay.includes(number) ? 3 : 4);
});
