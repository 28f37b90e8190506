import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { artefactPath } from "../../../src/support/paths.ts";
import { replaceFolder } from "../../../src/system/replace-folder.ts";
import { put, temporaryFolder } from "../dossier/fixture.ts";

const file = artefactPath("deep/file.txt");
const content = (target: string) => readFileSync(join(target, file), "utf8");
const publish = (target: string, text: string) =>
  replaceFolder(target, async (write) => {
    await write(file, text);
    return { ok: true };
  });

test("puts a new folder in the place of the older one and leaves nothing beside it", async (t) => {
  const parent = temporaryFolder(t);
  const target = join(parent, "dossier");
  await put(target, "older.txt", "older");
  await publish(target, "new");
  assert.equal(content(target), "new");
  assert.deepEqual(readdirSync(target), ["deep"]);
  assert.deepEqual(readdirSync(parent), ["dossier"]);
});

test("makes the folders above the first one", async (t) => {
  const target = join(temporaryFolder(t), "a/b/dossier");
  await publish(target, "new");
  assert.equal(content(target), "new");
});

test("leaves the older folder alone when filling the new one throws", async (t) => {
  const parent = temporaryFolder(t);
  const target = join(parent, "dossier");
  await publish(target, "older");
  const failing = replaceFolder(target, async (write) => {
    await write(file, "half");
    throw new Error("disk full");
  });
  await assert.rejects(failing, { message: "disk full" });
  assert.equal(content(target), "older");
  assert.deepEqual(readdirSync(parent), ["dossier"]);
});

test("leaves the older folder alone when the new one is not to be kept", async (t) => {
  const parent = temporaryFolder(t);
  const target = join(parent, "dossier");
  await publish(target, "older");
  const result = await replaceFolder(target, async (write) => {
    await write(file, "unwanted");
    return { ok: false, why: "stale" };
  });
  assert.deepEqual(result, { ok: false, why: "stale" });
  assert.equal(content(target), "older");
  assert.deepEqual(readdirSync(parent), ["dossier"]);
});

test("leaves the older folder alone when it is killed while filling the new one", async (t) => {
  const parent = temporaryFolder(t);
  const target = join(parent, "dossier");
  await publish(target, "older");
  const module = new URL("../../../src/system/replace-folder.ts", import.meta.url).href;
  const script = `
    const { replaceFolder } = await import(${JSON.stringify(module)});
    await replaceFolder(${JSON.stringify(target)}, async (write) => {
      await write("half.txt", "half");
      console.log("half-way");
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "close");
  assert.equal(content(target), "older");
  assert.deepEqual(readdirSync(parent).toSorted(), [".dossier.new", "dossier"]);

  await publish(target, "new");
  assert.equal(content(target), "new");
  assert.deepEqual(readdirSync(parent), ["dossier"]);
});

test("brings the older folder back when the last run ended between the two renames", async (t) => {
  const parent = temporaryFolder(t);
  const target = join(parent, "dossier");
  await publish(target, "older");
  renameSync(target, join(parent, ".dossier.old"));
  await replaceFolder(target, async () => ({ ok: false }));
  assert.equal(content(target), "older");
  assert.deepEqual(readdirSync(parent), ["dossier"]);
});

test("drops the older folder when the last run ended before dropping it", async (t) => {
  const parent = temporaryFolder(t);
  const target = join(parent, "dossier");
  await publish(target, "new");
  await put(join(parent, ".dossier.old"), file, "older");
  await replaceFolder(target, async () => ({ ok: false }));
  assert.equal(content(target), "new");
  assert.ok(!existsSync(join(parent, ".dossier.old")));
});

test("never writes a file twice", async (t) => {
  const target = join(temporaryFolder(t), "dossier");
  const twice = replaceFolder(target, async (write) => {
    await write(file, "one");
    await write(file, "two");
    return { ok: true };
  });
  await assert.rejects(twice, { code: "EEXIST" });
  assert.ok(!existsSync(target));
});
