import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { identityOf, lockHolder, ourIdentity, takeLock } from "../../../src/system/lock.ts";

async function lockPath(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "omnisovereign-lock-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "lock");
}

test("holds until it is released, and says who holds it", async (t) => {
  const path = await lockPath(t);
  const first = await takeLock(path, "working");
  const second = await takeLock(path);
  assert.ok(second.kind === "held");
  assert.deepEqual([second.owner.pid, second.owner.doing], [process.pid, "working"]);
  assert.equal(identityOf(second.owner), ourIdentity());
  if (first.kind === "locked") await first.release();
  assert.equal((await takeLock(path)).kind, "locked");
});

test("of many who find a lock that is stale, one gets it", async (t) => {
  const path = await lockPath(t);
  await writeFile(path, "999999999");
  const results = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)));
  assert.equal(results.filter(({ kind }) => kind === "locked").length, 1);
  assert.equal((await lockHolder(path))?.pid, process.pid);
  assert.deepEqual(await readdir(join(path, "..")), ["lock"]);
});

test("goes with a process that ends without releasing it", async (t) => {
  const path = await lockPath(t);
  const holder = `import { takeLock } from ${JSON.stringify(import.meta.resolve("../../../src/system/lock.ts"))};
    if ((await takeLock(${JSON.stringify(path)})).kind === "locked") process.exit(9);`;
  const { status } = spawnSync(process.execPath, ["--input-type=module", "--eval", holder]);
  assert.equal(status, 9);
  assert.ok(!existsSync(path));
});

test("is not held by a later process that got the id of the one that took it", {
  skip: process.platform !== "linux",
}, async (t) => {
  const path = await lockPath(t);
  await writeFile(path, `${process.pid}\n1\nsomething else\n`);
  assert.equal(await lockHolder(path), null);
  assert.equal((await takeLock(path)).kind, "locked");
});

test("is not held by what is no process", async (t) => {
  const path = await lockPath(t);
  for (const content of ["", "0", "-1", "1e1", "x\n\n\n", "99999999999999999999"]) {
    await writeFile(path, content);
    assert.equal(await lockHolder(path), null, content);
  }
});
