import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Ended, PROJECT, startBin } from "./bin.ts";
import { descendantsOf, type Process, untilGone } from "./processes.ts";

interface Interrupted extends Ended {
  readonly left: readonly Process[];
  readonly nodeUrl: string;
}

describe("a run that is disturbed half-way", { skip: process.platform !== "linux", timeout: 300_000 }, () => {
  let out: string;
  before(() => {
    out = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  });
  after(() => rmSync(out, { recursive: true }));

  /** Starts a run, disturbs it in the middle of the takeoff, and waits for its end and for that of its children. */
  async function disturb(how: (run: Process, children: readonly Process[]) => void): Promise<Interrupted> {
    rmSync(out, { recursive: true });
    const running = startBin(["run", "--until", "takeoff", "--out", out]);
    await untilHalfWay(out);
    const children = descendantsOf(running.pid);
    assert.ok(children.length > 2);
    how({ pid: running.pid, command: "run" }, children);
    const ended = await running.ended;
    const nodeUrl = /http:\/\/127\.0\.0\.1:\d+/.exec(ended.stderr)?.[0] ?? "";
    return { ...ended, left: await untilGone(children, 10), nodeUrl };
  }

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it(`by ${signal} leaves no process, no port and no lock, and exits ${code}`, async () => {
      const { exitCode, stdout, left, nodeUrl } = await disturb(({ pid }) => process.kill(pid, signal));
      assert.deepEqual([exitCode, left], [code, []]);
      assert.match(stdout, /\ntakeoff +interrupted /);
      for (const lock of ["wal.jsonl.lock", "run.lock"])
        assert.ok(!existsSync(join(out, ".omnisovereign", lock)));
      await assert.rejects(fetch(nodeUrl));
    });
  }

  it("by SIGKILL leaves nothing running either", async () => {
    const { left, nodeUrl } = await disturb(({ pid }) => process.kill(pid, "SIGKILL"));
    assert.deepEqual(left, []);
    await assert.rejects(fetch(nodeUrl));
  });

  it("by the end of its node says so in a numbered error, and the next run does not mind", async () => {
    const { exitCode, stdout, left } = await disturb((_, children) => {
      const node = children.find(({ command }) => / node /.test(command) && command.includes("hardhat"));
      assert.ok(node);
      process.kill(node.pid, "SIGKILL");
    });
    assert.deepEqual([exitCode, left], [5, []]);
    assert.match(
      stdout,
      /\n\nOMNI30\d\d {2}.*\nLog .*\nGo on {4}npx omnisovereign run --stage takeoff --out /,
    );
    const again = await startBin(["run", "--until", "takeoff", "--out", out]).ended;
    assert.equal(again.exitCode, 0, again.stderr);
  });
});

it("a script whose run is gone ends before it has loaded anything of its own", {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  const idle = join(folder, "idle.js");
  writeFileSync(idle, "setInterval(() => {}, 1000);");
  const script = spawn(process.execPath, ["scripts/launch.js", relative(PROJECT, idle)], {
    cwd: PROJECT,
    env: { ...process.env, OMNISOVEREIGN_RUN: "1-2" },
  });
  script.stdin.end();
  const [exitCode] = await once(script, "exit");
  rmSync(folder, { recursive: true });
  assert.equal(exitCode, 129);
});

async function untilHalfWay(out: string): Promise<void> {
  const log = join(out, ".omnisovereign", "wal.jsonl");
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (existsSync(log) && readFileSync(log, "utf8").split("\n").length > 60) return;
    await sleep(50);
  }
  throw new Error("the takeoff did not get half-way");
}
