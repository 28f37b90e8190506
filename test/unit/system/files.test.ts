import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeFolder } from "../../../src/system/files.ts";

test("makes every folder that is missing, and none twice", (t) => {
  const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  t.after(() => rmSync(base, { recursive: true }));
  const folder = join(base, "a", "b", "c");
  makeFolder(folder);
  makeFolder(folder);
  assert.ok(existsSync(folder));
});

test("gives up where the system takes no folder", { skip: process.platform !== "linux" }, () => {
  assert.throws(() => makeFolder("/proc/omnisovereign/a/b"), { code: "ENOENT" });
});
