import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { filesBelow, removeWhole, withScratch } from "../../../src/system/folders.ts";
import { temporaryFolder } from "../dossier/fixture.ts";

test("removes a folder with all that is in it, a file, and nothing", async (t) => {
  const folder = temporaryFolder(t);
  await mkdir(join(folder, "deep/er"), { recursive: true });
  await writeFile(join(folder, "deep/er/file"), "");
  await writeFile(join(folder, "file"), "");
  for (const name of ["deep", "file", "none"]) await removeWhole(join(folder, name));
  assert.deepEqual(readdirSync(folder), []);
});

test("finds every file below a folder, and none where there is no folder", async (t) => {
  const folder = temporaryFolder(t);
  await mkdir(join(folder, "deep/empty"), { recursive: true });
  for (const name of ["deep/b", "deep/a", "deep.json"]) await writeFile(join(folder, name), "");
  assert.deepEqual(filesBelow(folder), ["deep.json", "deep/a", "deep/b"]);
  assert.deepEqual(filesBelow(join(folder, "none")), []);
});

test("lends a new folder that is gone afterwards, also when the work fails", async (t) => {
  const prefix = join(temporaryFolder(t), "scratch-");
  const lent = await withScratch(prefix, async (folder) => {
    await writeFile(join(folder, "file"), "");
    return folder;
  });
  assert.ok(lent.startsWith(prefix) && !existsSync(lent));
  const failing = withScratch(prefix, async (folder) => {
    throw new Error(folder);
  });
  await assert.rejects(failing, ({ message }: Error) => message.startsWith(prefix) && !existsSync(message));
});

test("removes what a killed process left, and nothing of one that lives, of another machine or of another purpose", async (t) => {
  const base = temporaryFolder(t);
  const prefix = join(base, "scratch-");
  await withScratch(prefix, async (mine) => {
    const gone = mine.replace(/-\d+-\d*-\w{6}$/, "-99999999-1-abcdef");
    const foreign = gone.replace(/scratch-[0-9a-f]{8}/, "scratch-00000000");
    const other = gone.replace("scratch-", "other-");
    for (const folder of [gone, foreign, other]) await mkdir(join(folder, "deep"), { recursive: true });
    await withScratch(prefix, async (second) => {
      assert.deepEqual([gone, mine, second, foreign, other].map(existsSync), [false, true, true, true, true]);
    });
  });
});
