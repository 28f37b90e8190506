import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { writeNew } from "../../../src/system/files.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a file that may only be new", () => {
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
