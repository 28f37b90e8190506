import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { PACKAGE, typedFolder } from "../../../src/system/root.ts";

describe("the folder in which a command was typed", () => {
  it("is the working folder of a program that a shell started", () => {
    assert.equal(typedFolder({ INIT_CWD: "/of/an/outer/npm" }, "/work"), "/work");
    assert.equal(typedFolder({}, "/work"), "/work");
  });

  it("is what npm keeps when npm has gone to the package", () => {
    assert.equal(typedFolder({ INIT_CWD: "/work" }, PACKAGE), "/work");
    assert.equal(typedFolder({}, PACKAGE), PACKAGE);
  });
});

describe("the package", () => {
  it("is the folder that holds its package.json", () => {
    assert.equal(JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")).name, "omnisovereign");
  });
});
