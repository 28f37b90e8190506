import assert from "node:assert/strict";
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, it } from "node:test";
import { missing, NEEDS } from "../../../scripts/needs.js";
import { skippedLine, testFiles } from "../../../scripts/run-tests.js";

describe("the tests that npm test runs", () => {
  it("are all that there are, each once, the unit tests in one", () => {
    const files = testFiles();
    assert.equal(files.length, globSync("test/{integration,e2e,page}/**/*.test.ts").length + 1);
    assert.equal(new Set(files).size, files.length);
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
  });

  it("are counted where they were skipped, and where none was", () => {
    assert.equal(skippedLine([]), "0 tests skipped");
    assert.equal(skippedLine(["a (no bash)"]), "1 test skipped: a (no bash)");
    assert.equal(skippedLine(["a", "b"]), "2 tests skipped: a; b");
  });
});

describe("the programs that tests need", () => {
  it("are found on the PATH if they can be run", (t) => {
    const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "bash"), "", { mode: 0o755 });
    writeFileSync(join(folder, "mkfifo"), "", { mode: 0o644 });
    const names = missing(NEEDS, ["/nowhere", folder].join(delimiter)).map(({ program }) => program);
    assert.deepEqual(names, ["zsh", "fish", "sha256sum", "mkfifo", "chromium"]);
  });
});
