import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { askProcess, type ProcessOptions, startProcess } from "../../../src/system/processes.ts";

async function run(t: TestContext, script: string, options: Partial<ProcessOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "omnisovereign-process-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const logFile = join(folder, "logs", "process.log");
  const running = await startProcess({
    file: process.execPath,
    args: ["--eval", script],
    logFile,
    ...options,
  });
  return { running, logFile };
}

test("the exit code and all output are kept", async (t) => {
  const { running, logFile } = await run(t, 'console.log("out"); console.error("err"); process.exitCode = 3');
  assert.deepEqual(await running.ended, { kind: "exited", code: 3 });
  const log = await readFile(logFile, "utf8");
  assert.deepEqual(log.split("\n").sort(), ["", "err", "out"]);
  assert.equal(running.tail(), log);
});

test("a process has our environment and what it is given, without the passphrase of a key", async (t) => {
  process.env.OMNISOVEREIGN_KEY_PASSPHRASE = "open sesame";
  try {
    const script = "const { HOME, GIVEN, OMNISOVEREIGN_KEY_PASSPHRASE: secret } = process.env;";
    const told = `${script} console.log(HOME !== undefined, GIVEN, secret)`;
    const { running } = await run(t, told, { env: { GIVEN: "this" } });
    await running.ended;
    assert.equal(running.tail(), `${process.env.HOME !== undefined} this undefined\n`);
  } finally {
    delete process.env.OMNISOVEREIGN_KEY_PASSPHRASE;
  }
});

test("the tail is bounded, the log is not", async (t) => {
  const { running, logFile } = await run(t, 'process.stdout.write("x".repeat(100_000) + "end")');
  await running.ended;
  assert.equal((await readFile(logFile)).length, 100_003);
  assert.equal(running.tail().length, 8_192);
  assert.ok(running.tail().endsWith("end"));
});

test("the time limit ends it", async (t) => {
  const { running } = await run(t, "setInterval(() => {}, 1000)", { timeLimitSeconds: 0.2 });
  assert.deepEqual(await running.ended, { kind: "timed-out" });
});

test("stopping reaches what it started", async (t) => {
  const lines: string[] = [];
  const started = Promise.withResolvers<void>();
  const script = `
    const child = require("node:child_process").spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
    console.log(child.pid);
    setInterval(() => {}, 1000);
  `;
  const { running } = await run(t, script, {
    onLine: (line) => {
      lines.push(line);
      started.resolve();
    },
  });
  await started.promise;
  assert.deepEqual(await running.stop(), { kind: "stopped" });
  const grandchild = Number(lines[0]);
  await gone(grandchild);
});

test("a signal from outside is told from an exit", async (t) => {
  const { running } = await run(t, 'process.kill(process.pid, "SIGKILL")');
  assert.deepEqual(await running.ended, { kind: "signalled", signal: "SIGKILL" });
});

test("a program that does not exist is an outcome, not an exception", async (t) => {
  const { running } = await run(t, "", { file: "/no/such/program" });
  const end = await running.ended;
  assert.equal(end.kind, "not-started");
});

async function gone(pid: number): Promise<void> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    assert.ok(performance.now() < deadline, `process ${pid} still runs`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("a log that finds no room hinders neither what is written nor its end", {
  skip: process.platform !== "linux",
}, async () => {
  const running = await startProcess({
    file: process.execPath,
    args: ["--eval", 'for (let i = 0; i < 20000; i += 1) console.log("line", i)'],
    logFile: "/dev/full",
    timeLimitSeconds: 20,
  });
  assert.deepEqual(await running.ended, { kind: "exited", code: 0 });
  assert.match(running.tail(), /line 19999\n$/);
});

test("gives back what a program answers to the last byte, be it a line feed", async () => {
  const args = ["-e", "process.stdin.pipe(process.stdout)"];
  const input = new Uint8Array([1, 2, 10]);
  const limits = { timeLimitSeconds: 60, maxBytes: 10 };
  const answer = await askProcess({ file: process.execPath, args, cwd: process.cwd(), input, ...limits });
  assert.ok(answer.ok);
  assert.deepEqual([...answer.output], [1, 2, 10]);
});

test("a program that takes too long to answer is said to, and is gone", async () => {
  const args = ["-e", "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000)"];
  const limits = { timeLimitSeconds: 2, maxBytes: 10 };
  const question = { file: process.execPath, args, cwd: process.cwd(), input: new Uint8Array() };
  const answer = await askProcess({ ...question, ...limits });
  assert.deepEqual(answer, { ok: false, problem: "took longer than 2 seconds" });
});
