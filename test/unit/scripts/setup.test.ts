import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { contractsAreCurrent } from "../../../scripts/contracts.js";
import { dependenciesAreCurrent, pinnedNode } from "../../../scripts/dependencies.js";

const EVM = `node_modules/@nomicfoundation/edr-${process.platform}-${process.arch}/package.json`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "omnisovereign-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function lockFile(packages: object): string {
  return JSON.stringify({ packages });
}

describe("whether dependencies are current", () => {
  beforeEach(() => {
    const wanted = {
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "1.0.0", optional: true },
    };
    write("package-lock.json", lockFile({ "": {}, ...wanted }));
    write("node_modules/.package-lock.json", lockFile({ "node_modules/a": { version: "1.0.0" } }));
    write(EVM, "{}");
    mkdirSync(dirname(pinnedNode(root)), { recursive: true });
    writeFileSync(pinnedNode(root), "");
  });

  it("is so when all but optional packages are there", () => {
    assert.equal(dependenciesAreCurrent(root), true);
  });

  it("is not so before the first installation", () => {
    rmSync(join(root, "node_modules"), { recursive: true });
    assert.equal(dependenciesAreCurrent(root), false);
  });

  it("is not so when the lock file asks for another version or another package", () => {
    write("package-lock.json", lockFile({ "node_modules/a": { version: "1.0.1" } }));
    assert.equal(dependenciesAreCurrent(root), false);
    write(
      "package-lock.json",
      lockFile({ "node_modules/a": { version: "1.0.0" }, "node_modules/c": { version: "1" } }),
    );
    assert.equal(dependenciesAreCurrent(root), false);
  });

  it("is not so without the pinned runtime or the EVM's binary", () => {
    rmSync(pinnedNode(root));
    assert.equal(dependenciesAreCurrent(root), false);
    writeFileSync(pinnedNode(root), "");
    rmSync(dirname(join(root, EVM)), { recursive: true });
    assert.equal(dependenciesAreCurrent(root), false);
  });
});

describe("whether compiled contracts are current", () => {
  it("is not so until they have been compiled", () => {
    write("contracts/national/A.sol", "contract A {}");
    write("hardhat.config.ts", "");
    write("package-lock.json", "{}");
    assert.equal(contractsAreCurrent(root), false);
    write("artifacts/.stamp", "of other sources");
    assert.equal(contractsAreCurrent(root), false);
  });
});
