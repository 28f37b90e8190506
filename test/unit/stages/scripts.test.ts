import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, matchesGlob, relative } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));
const STAGES = join(PROJECT, "src/stages");

const { scripts } = read<{ scripts: Readonly<Record<string, string>> }>("package.json");
const { entry } = read<{ entry: readonly string[] }>("knip.json");

const files = readdirSync(STAGES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => relative(PROJECT, join(STAGES, file)).replaceAll("\\", "/"));
const started = new Set(
  Object.values(scripts).flatMap((command) => /src\/stages\/\S+\.ts/.exec(command)?.[0] ?? []),
);

describe("the scripts of the stages", () => {
  it("only start: they export nothing and leave functions to the files beside them", () => {
    const more = [...started].filter((file) =>
      statementsOf(file).some((node) => isExport(node) || isLogic(node)),
    );
    assert.deepEqual(more, []);
  });

  it("are the only files of a stage that start by themselves", () => {
    const starting = files.filter((file) => statementsOf(file).some(ts.isExpressionStatement));
    assert.deepEqual(starting.toSorted(), [...started].sort());
  });

  it("are the only files of a stage that may have no importer", () => {
    const excused = files.filter((file) => entry.some((pattern) => matchesGlob(file, pattern)));
    assert.deepEqual(excused.toSorted(), [...started].sort());
  });
});

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(join(PROJECT, path), "utf8")) as Content;
}

function statementsOf(file: string): readonly ts.Statement[] {
  const text = readFileSync(join(PROJECT, file), "utf8");
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements;
}

function isExport(node: ts.Statement): boolean {
  const marks = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return ts.isExportDeclaration(node) || marks.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function isLogic(node: ts.Statement): boolean {
  return ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node);
}
