import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { withLock } from "../../../scripts/lock.js";

const LOCK_MODULE = new URL("../../../scripts/lock.js", import.meta.url).href;

describe("the lock of the set-up", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is there during the work and gone after it, even when the work fails", async () => {
    const lock = join(folder, "a", "lock");
    const work = () => {
      assert.equal(readFileSync(join(lock, "pid"), "utf8"), `${process.pid}`);
      throw new Error("no");
    };
    await assert.rejects(withLock(lock, work), { message: "no" });
    assert.ok(!existsSync(lock));
  });

  it("is taken over from a process that has died", async () => {
    const lock = join(folder, "b");
    const dead = spawn(process.execPath, ["-e", ""]);
    await once(dead, "exit");
    mkdirSync(lock);
    writeFileSync(join(lock, "pid"), `${dead.pid}`);
    let worked = false;
    await withLock(lock, () => {
      worked = true;
    });
    assert.ok(worked);
  });

  it("lets processes work one after the other", async () => {
    const lock = join(folder, "c");
    const log = join(folder, "log");
    const program = `
      import { appendFileSync } from "node:fs";
      import { withLock } from ${JSON.stringify(LOCK_MODULE)};
      await withLock(${JSON.stringify(lock)}, () => {
        appendFileSync(${JSON.stringify(log)}, "in ");
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
        appendFileSync(${JSON.stringify(log)}, "out ");
      });`;
    const children = [1, 2, 3].map(() => spawn(process.execPath, ["--input-type=module", "-e", program]));
    await Promise.all(children.map((child) => once(child, "exit")));
    assert.equal(readFileSync(log, "utf8"), "in out in out in out ");
  });
});
