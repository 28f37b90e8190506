import { join } from "node:path";
import { test } from "node:test";
import { ENVIRONMENT } from "../../../src/errors/environment.ts";
import { codeOf, type ErrorDescriptor } from "../../../src/errors/error.ts";
import { STAGE } from "../../../src/errors/stage.ts";

const ALL = Object.entries({ ...ENVIRONMENT, ...STAGE }) as [string, ErrorDescriptor<unknown>][];

/** Of how the program is operated. */
const isOurs = (number: number) => (number >= 5016 && number < 5040) || (number >= 2006 && number < 2040);

/** Every argument that a text asks for shows as its own name. */
const ARGUMENTS = new Proxy(
  {},
  { get: (_, name) => (name === "choices" ? ["<choices>"] : `<${String(name)}>`) },
);

test("every error of operation keeps its number and its text", (t) => {
  const lines = ALL.filter(([, { number }]) => isOurs(number)).map(([name, error]) => {
    return `${codeOf(error)}  exit ${error.exit}  ${name}\n  ${error.message(ARGUMENTS)}\n  ${error.mend(ARGUMENTS)}\n`;
  });
  const snapshot = join(import.meta.dirname, "../../snapshots/errors-operate.txt");
  t.assert.fileSnapshot(lines.join("\n"), snapshot, { serializers: [(text) => text] });
});
