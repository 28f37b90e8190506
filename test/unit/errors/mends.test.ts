import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { codeOf, type ErrorDescriptor } from "../../../src/errors/error.ts";
import { typable } from "../../../src/system/typable.ts";
import { isCommand } from "../../support/commands.ts";

const PROJECT = join(import.meta.dirname, "../../..");
const FOLDER = join(PROJECT, "src/errors");
const SCRIPTS: object = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")).scripts;

/** Stands for any argument: as a text, as a list, as a number. */
const ARGUMENTS = new Proxy({}, { get: (_, name) => argument(String(name)) });

function argument(name: string): unknown {
  const text = Object.assign(new String(`<${name}>`), { join: () => `<${name}>`, map: () => [`<${name}>`] });
  return text;
}

describe("the mends of errors", () => {
  let mends: { code: string; mend: string }[];
  before(async () => {
    const modules = await Promise.all(
      readdirSync(FOLDER)
        .filter((file) => file.endsWith(".ts"))
        .map((file) => import(join(FOLDER, file))),
    );
    const descriptors = modules
      .flatMap((module) => Object.values(module).flatMap((table) => Object.values(table as object)))
      .filter((value): value is ErrorDescriptor<object> => typeof value?.mend === "function");
    mends = descriptors.map((descriptor) => ({
      code: codeOf(descriptor),
      mend: typable(descriptor.mend(ARGUMENTS), {}),
    }));
  });

  it("name commands of the program that exist, with flags that they have", () => {
    const named = mends.flatMap(({ code, mend }) =>
      [...mend.matchAll(/omnisovereign ([^"]*)/g)].map(([, words = ""]) => ({ code, words })),
    );
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter(({ words }) => !isCommand(words)),
      [],
    );
  });

  it("name npm scripts that exist", () => {
    const named = mends.flatMap(({ code, mend }) =>
      [...mend.matchAll(/npm run ([^" ]+)/g)].map(([, name = ""]) => ({ code, name })),
    );
    assert.ok(named.length > 5);
    const unknown = named.filter(({ name }) => !(name in SCRIPTS) && !/^<.*>$|^SCRIPT$/.test(name));
    assert.deepEqual(unknown, []);
  });

  it("give commands between double quotes, where they are made fit to be typed", () => {
    const bare = mends.filter(({ mend }) =>
      /(?<!"npx |npx --yes )\bomnisovereign (run|plan|verify|diff|doctor)\b/.test(mend),
    );
    assert.deepEqual(bare, []);
  });
});
