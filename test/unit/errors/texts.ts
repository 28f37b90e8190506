import { join } from "node:path";
import type { TestContext } from "node:test";
import { codeOf, type ErrorDescriptor } from "../../../src/errors/error.ts";

const LISTS = ["choices", "known", "drifts", "surprises"];

/** Every argument that a text asks for shows as its own name. */
const ARGUMENTS = new Proxy(
  {},
  { get: (_, name) => (LISTS.includes(String(name)) ? [`<${String(name)}>`] : `<${String(name)}>`) },
);

/** Compares all texts of some errors, with numbers and exit codes, with `test/snapshots/errors-<category>.txt`. */
export function compareTexts(t: TestContext, category: string, errors: object): void {
  const all = Object.entries(errors) as [string, ErrorDescriptor<unknown>][];
  const lines = all.map(([name, error]) => {
    return `${codeOf(error)}  exit ${error.exit}  ${name}\n  ${error.message(ARGUMENTS)}\n  ${error.mend(ARGUMENTS)}\n`;
  });
  const snapshot = join(import.meta.dirname, `../../snapshots/errors-${category}.txt`);
  t.assert.fileSnapshot(lines.join("\n"), snapshot, { serializers: [String] });
}
