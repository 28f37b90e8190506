import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { ownFolder } from "../../../src/chain/rehearsal/ownership.ts";
import type { RunEvent, ScriptFailure } from "../../../src/model/run-events.ts";
import { CATALOGUE } from "../../../src/run/catalogue.ts";
import { readStanding } from "../../../src/run/standing.ts";
import { findWaste } from "../../../src/run/waste.ts";
import { toJsonLine } from "../../../src/support/json.ts";

const FAILURE: ScriptFailure = {
  step: "global",
  command: { script: "demo:asi-global", args: [], env: {} },
  outcome: { kind: "exited", exitCode: 5 },
  logPath: "x.log",
  lastLines: [],
};
const STARTED: readonly RunEvent[] = [
  { type: "run-started", plan: "p.json", out: "o", steps: ["takeoff", "global"] },
  { type: "step-started", step: "takeoff" },
];
const FAILED: readonly RunEvent[] = [
  ...STARTED,
  { type: "step-failed", failure: FAILURE, milliseconds: 1 },
  { type: "run-finished", outcome: "failed", dossier: null, milliseconds: 1 },
];

class Folder {
  readonly out = mkdtempSync(join(tmpdir(), "omnisovereign-"));

  constructor(t: TestContext) {
    t.after(() => rmSync(this.out, { recursive: true }));
  }

  write(path: string, content: string): this {
    mkdirSync(dirname(join(this.out, path)), { recursive: true });
    writeFileSync(join(this.out, path), content);
    return this;
  }

  events(events: readonly RunEvent[], tail = ""): this {
    return this.write(".omnisovereign/run.jsonl", events.map(toJsonLine).join("") + tail);
  }

  manifest(script: string, where = "manifests", blocks: object | null = null): this {
    return this.write(
      `${where}/${script.replaceAll(":", "-")}.json`,
      JSON.stringify({ script, blocks, outputs: [] }),
    );
  }

  /** Every script's manifest, and a dossier that was made of them. */
  finished(): this {
    for (const { scripts } of CATALOGUE)
      for (const { name } of scripts)
        this.manifest(name).manifest(name, "omnisovereign/dossier/data/reports/manifests");
    return this;
  }
}

async function verdictOf({ out }: Folder): Promise<readonly unknown[]> {
  const { verdict, done } = await readStanding(out);
  return [verdict, done.length];
}

test("a folder is empty, interrupted, failed, unfinished or finished", async (t) => {
  assert.deepEqual(await verdictOf(new Folder(t)), ["empty", 0]);
  assert.deepEqual(await verdictOf(new Folder(t).events(STARTED)), ["interrupted", 0]);
  assert.deepEqual(await verdictOf(new Folder(t).events(STARTED, '{"type":"step-fin')), ["interrupted", 0]);
  assert.deepEqual(await verdictOf(new Folder(t).events(FAILED)), ["failed", 0]);
  assert.deepEqual(await verdictOf(new Folder(t).manifest("demo:asi-takeoff:local")), ["unfinished", 1]);
  assert.deepEqual(await verdictOf(new Folder(t).finished()), ["finished", CATALOGUE.length]);
});

test("a dossier that was made of other manifests is due again", async (t) => {
  const folder = new Folder(t)
    .finished()
    .write("manifests/demo-asi-global.json", '{"blocks":null,"outputs":[1]}');
  const { verdict, due } = await readStanding(folder.out);
  assert.deepEqual([verdict, due], ["unfinished", ["dossier"]]);
});

test("a step whose blocks the journal no longer has is due, and all after it", async (t) => {
  const blocks = { first: 1, last: 4, stateRoot: "0x1" };
  const folder = new Folder(t).finished().manifest("demo:asi-global", "manifests", blocks);
  const { done, due } = await readStanding(folder.out);
  assert.deepEqual([done, due[0], due.length], [["takeoff"], "global", CATALOGUE.length - 1]);
});

test("a folder that a run owns is running, whatever lies there", async (t) => {
  const folder = new Folder(t).finished();
  const release = await ownFolder(folder.out, "omnisovereign run");
  const { verdict, owner } = await readStanding(folder.out);
  assert.deepEqual([verdict, owner?.pid, owner?.doing], ["running", process.pid, "omnisovereign run"]);
  await release();
});

test("waste is what nothing needs: archived journals, drafts, logs of a finished run; never a dossier or a journal", async (t) => {
  const folder = new Folder(t)
    .finished()
    .write(".omnisovereign/wal.jsonl", "")
    .write(".omnisovereign/run.jsonl", "")
    .write(".omnisovereign/archive/0001.jsonl", "12345")
    .write(".omnisovereign/logs/a.log", "123")
    .write(".omnisovereign/wal.jsonl.12345", "1")
    .write(".omnisovereign/run.lock.7-1", "1")
    .write("omnisovereign/.dossier.new/x", "1");
  const pathsOf = async (verdict: "finished" | "failed") =>
    (await findWaste({ out: folder.out, verdict })).map(({ path, bytes }) => `${path} ${bytes}`).sort();
  const always = [
    ".omnisovereign/archive 5",
    ".omnisovereign/run.lock.7-1 1",
    ".omnisovereign/wal.jsonl.12345 1",
    "omnisovereign/.dossier.new 1",
  ];
  assert.deepEqual(await pathsOf("failed"), always);
  assert.deepEqual(await pathsOf("finished"), [...always, ".omnisovereign/logs 3"].sort());
  assert.ok(existsSync(join(folder.out, ".omnisovereign/archive")));
});

test("the folder of a dossier that was being swapped in is kept: it may be the only one", async (t) => {
  const folder = new Folder(t).write("omnisovereign/.dossier.old/bagit.txt", "x");
  assert.deepEqual(await findWaste({ out: folder.out, verdict: "unfinished" }), []);
});
