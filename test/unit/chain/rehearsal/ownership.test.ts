import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openWal } from "../../../../src/chain/journal/wal.ts";
import {
  accessToken,
  OWNER_VARIABLE,
  ownerOf,
  ownFolder,
  requireAccess,
} from "../../../../src/chain/rehearsal/ownership.ts";

const MODULE = JSON.stringify(import.meta.resolve("../../../../src/chain/rehearsal/ownership.ts"));

function folder(t: TestContext): string {
  const out = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  t.after(() => rmSync(out, { recursive: true }));
  return out;
}

/** Another process that owns the folder until it is killed. */
async function holder(t: TestContext, out: string) {
  const program = `import { ownFolder } from ${MODULE};
    await ownFolder(${JSON.stringify(out)}, "omnisovereign run --plan p.json");
    console.log("owned"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  t.after(() => child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

test("a folder that another run has is refused, and the refusal names that run", async (t) => {
  const out = folder(t);
  const { pid } = await holder(t, out);
  const expected = {
    code: "OMNI5016",
    exit: 5,
    args: { out, pid, command: "omnisovereign run --plan p.json" },
  };
  await assert.rejects(ownFolder(out, "omnisovereign run"), expected);
  await assert.rejects(requireAccess(out, undefined), expected);
  await assert.rejects(requireAccess(out, accessToken()[OWNER_VARIABLE]), expected);
});

test("a run that was killed leaves the folder to the next", async (t) => {
  const out = folder(t);
  const child = await holder(t, out);
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.equal(await ownerOf(out), null);
  await requireAccess(out, undefined);
  await (await ownFolder(out, "omnisovereign run"))();
});

test("a script of a run that is gone does not work on, whoever has the folder now", async (t) => {
  const out = folder(t);
  await assert.rejects(requireAccess(out, "1-2"), { code: "OMNI5027" });
  const release = await ownFolder(out, "omnisovereign run");
  await assert.rejects(requireAccess(out, "1-2"), { code: "OMNI5027" });
  await release();
});

test("the next run waits for a script that a killed one has left, until it sees that", async (t) => {
  const out = folder(t);
  const child = await holder(t, out);
  const wal = await openWal(out);
  child.kill("SIGKILL");
  await once(child, "exit");
  const next = ownFolder(out, "omnisovereign run");
  setTimeout(() => void wal.close(), 300);
  await (await next)();
});

test("the scripts of a run may work in its folder", async (t) => {
  const out = folder(t);
  const release = await ownFolder(out, "omnisovereign run");
  await requireAccess(out, accessToken()[OWNER_VARIABLE]);
  await assert.rejects(requireAccess(out, undefined), { code: "OMNI5016" });
  await release();
  await requireAccess(out, undefined);
});

test("a run does not begin while a script by hand works on the folder's chain", async (t) => {
  const out = folder(t);
  const wal = await openWal(out);
  await assert.rejects(ownFolder(out, "omnisovereign run"), { code: "OMNI3042" });
  assert.equal(await ownerOf(out), null);
  await wal.close();
  await (await ownFolder(out, "omnisovereign run"))();
  assert.ok(!existsSync(join(out, ".omnisovereign", "run.lock")));
});
