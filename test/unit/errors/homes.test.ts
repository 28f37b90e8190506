import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("../../../src", import.meta.url));

/** Who gives or recognises the errors of a category; what a machine lacks anybody may meet. */
const GIVERS: Readonly<Record<string, readonly string[]>> = {
  attest: ["attest", "dossier", "verify", "cli"],
  chain: ["chain", "verify", "protocol"],
  dossier: ["dossier", "reports", "verify", "stages"],
  flag: ["stages", "acts"],
  kit: ["stages", "acts", "reports"],
  owner: ["stages", "acts", "observe"],
  plan: ["plan", "cli"],
  "plan-file": ["cli"],
  readings: ["plan"],
  receipt: ["records"],
  simulate: ["simulate", "cli"],
  stage: ["stages", "acts", "run", "cli"],
  thermodynamics: ["stages", "acts", "protocol", "observe"],
};

interface NumberedError {
  readonly category: string;
  /** As code names it: `STAGE.CHANGED`. */
  readonly name: string;
  /** Folders of `src` that name it. */
  readonly givers: ReadonlySet<string>;
}

const texts = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({
    file,
    folder: file.split(/[\\/]/)[0] ?? "",
    text: readFileSync(join(SOURCES, file), "utf8"),
  }));
const elsewhere = texts.filter(({ folder }) => folder !== "errors");
const errors = texts.flatMap(({ file, text }) => {
  const category = /^errors.([a-z-]+)-errors\.ts$/.exec(file)?.[1];
  return category === undefined ? [] : namesIn(text).map((name) => errorOf(category, name));
});

describe("a numbered error", () => {
  it("is named by something", () => {
    assert.ok(errors.length > 150);
    assert.deepEqual(namesOf(errors.filter(({ givers }) => givers.size === 0)), []);
  });

  it("lies in the category of what names it", () => {
    const strange = errors.filter(({ category, givers }) =>
      [...givers].some((folder) => GIVERS[category]?.includes(folder) === false),
    );
    assert.deepEqual(namesOf(strange), []);
  });
});

/** `TABLE.NAME` of each descriptor, in tables that are declared at the top of a file. */
function namesIn(text: string): readonly string[] {
  const tables = text.split(/^export const (?=[A-Z])/m).slice(1);
  return tables.flatMap((table) => {
    const name = /^\w+/.exec(table)?.[0];
    return [...table.matchAll(/^ {2}([A-Z][A-Z0-9_]*): \w+[<(]/gm)].map(([, key]) => `${name}.${key}`);
  });
}

function errorOf(category: string, name: string): NumberedError {
  const named = new RegExp(`\\b${name.replace(".", "\\.")}\\b`);
  const givers = elsewhere.filter(({ text }) => named.test(text)).map(({ folder }) => folder);
  return { category, name, givers: new Set(givers) };
}

function namesOf(found: readonly NumberedError[]): readonly string[] {
  return found.map(({ category, name, givers }) => `${category}: ${name} by ${[...givers].join(", ")}`);
}
