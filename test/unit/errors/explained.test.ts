import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { codeOf, type ErrorDescriptor } from "../../../src/errors/error.ts";
import { EXPLAINED_ERRORS } from "../../../src/errors/explained/all.ts";
import { EXPLAINED_EARLY } from "../../../src/errors/explained/environment.ts";
import { errorReference } from "../../../src/render/error-reference.ts";
import { typable } from "../../../src/system/typable.ts";
import { isCommand } from "../../support/commands.ts";

const PROJECT = join(import.meta.dirname, "../../..");
const codes = EXPLAINED_ERRORS.map(({ code }) => code);

describe("explained errors", () => {
  it("are all that there are", async () => {
    const files = globSync("src/errors/*-errors.ts", { cwd: PROJECT });
    const modules: object[] = await Promise.all(files.map((file) => import(join(PROJECT, file))));
    const tables = modules.flatMap((module) => Object.values(module) as object[]);
    const described = tables
      .flatMap((table) => Object.values(table ?? {}))
      .filter((value): value is ErrorDescriptor<object> => typeof value?.mend === "function")
      .map(codeOf);
    const early = EXPLAINED_EARLY.map(({ code }) => code);
    assert.ok(described.length > 200);
    assert.deepEqual(codes, [...described, ...early].toSorted());
  });

  it("have a number each", () => {
    assert.deepEqual(
      codes.filter((code, index) => codes.indexOf(code) !== index),
      [],
    );
  });

  it("tell of those that arise before descriptors load as these are worded", () => {
    const source = ["src/runtime.js", "scripts/setup.js", "scripts/launch.js"]
      .map((file) => readFileSync(join(PROJECT, file), "utf8"))
      .join("");
    for (const { code, message } of EXPLAINED_EARLY) {
      const pattern = new RegExp(`${code} {2}([^$]*)`).exec(source)?.[1] ?? "nothing";
      assert.ok(message.startsWith(pattern), code);
    }
  });

  it("have examples with a value wherever their texts ask for one", () => {
    const wanting = EXPLAINED_ERRORS.filter(({ message, mend }) =>
      /undefined|\[object|NaN|^$/.test(`${message}${mend}`),
    );
    assert.deepEqual(wanting, []);
  });

  it("say of each why it happens, in words that its text does not have", () => {
    const wanting = EXPLAINED_ERRORS.filter(
      ({ cause, message }) => !/^[A-Z-].{50,330}\.$/s.test(cause) || message.includes(cause),
    );
    assert.deepEqual(wanting, []);
    const causes = EXPLAINED_ERRORS.map(({ cause }) => cause);
    assert.equal(new Set(causes).size, causes.length);
  });

  it("name commands that exist", () => {
    const named = EXPLAINED_ERRORS.flatMap(({ cause, mend }) =>
      [...`${cause} ${mend}`.matchAll(/"(?:npx )?omnisovereign ([^"]*)"/g)].map(([, words = ""]) => words),
    );
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((words) => !isCommand(words)),
      [],
    );
  });

  it("are listed in the committed page", () => {
    const errors = EXPLAINED_ERRORS.map((error) => ({ ...error, mend: typable(error.mend, {}) }));
    assert.equal(readFileSync(join(PROJECT, "docs/errors.md"), "utf8"), errorReference(errors));
  });
});
