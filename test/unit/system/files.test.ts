import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, it, test } from "node:test";
import { makeFolder, writeNew, writeWhole } from "../../../src/system/files.ts";

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

test("writes to a pipe and leaves it one", { skip: process.platform === "win32" }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reader = spawn("cat", [pipe]);
  t.after(() => reader.kill());
  const [heard] = await Promise.all([text(reader.stdout), writeWhole(pipe, "text")]);
  assert.equal(heard, "text");
  assert.ok(statSync(pipe).isFIFO());
});

describe("a file that may only be new", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is written with the folders above it, and nothing stays beside it", async () => {
    assert.equal(await writeNew(join(folder, "a/b/x.json"), "text"), true);
    assert.equal(await readFile(join(folder, "a/b/x.json"), "utf8"), "text");
    assert.deepEqual(await readdir(join(folder, "a/b")), ["x.json"]);
  });

  it("leaves what is there, file or folder, and nothing beside it", async () => {
    await writeFile(join(folder, "x.json"), "mine");
    assert.equal(await writeNew(join(folder, "x.json"), "text"), false);
    assert.equal(await readFile(join(folder, "x.json"), "utf8"), "mine");
    assert.equal(await writeNew(folder, "text"), false);
    assert.deepEqual(await readdir(folder), ["x.json"]);
  });

  it("fails where a file stands in the place of a folder", async () => {
    await writeFile(join(folder, "x.json"), "mine");
    await assert.rejects(writeNew(join(folder, "x.json/y.json"), "text"), { code: "EEXIST" });
  });
});
