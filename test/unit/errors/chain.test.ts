import { test } from "node:test";
import { CHAIN } from "../../../src/errors/chain.ts";
import { codeOf } from "../../../src/errors/error.ts";

/** Stands for any value: each argument shows as its name. */
const named = new Proxy({}, { get: (_, name) => `<${String(name)}>` });

test("the text of every error", (t) => {
  const lines = Object.values(CHAIN).map((descriptor) => {
    const { message, mend } = descriptor as {
      message: (args: object) => string;
      mend: (args: object) => string;
    };
    return `${codeOf(descriptor)}  ${message(named)}  ${mend(named)}`;
  });
  t.assert.snapshot(lines.join("\n"), { serializers: [String] });
});
