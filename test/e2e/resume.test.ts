import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { copyOfMission } from "../support/kept-missions.ts";
import { bin, PROJECT } from "./bin.ts";

const ROOT = /^root {5}([0-9a-f]{64})$/m;

describe("a run that is gone on with", { timeout: 300_000 }, () => {
  let out: string;
  let log: string;
  let root: string | undefined;
  before(async () => {
    out = await copyOfMission("shared");
    log = join(out, ".omnisovereign/wal.jsonl");
    root = ROOT.exec((await bin("run", "--from", "dossier", "--out", out, "--quiet")).stdout)?.[1];
  });
  after(() => rmSync(out, { recursive: true }));

  it("builds the dossier alone where nothing else is left, and says its root", async () => {
    const { exitCode, stdout } = await bin("run", "--resume", "--out", out, "--quiet");
    assert.equal(exitCode, 0);
    assert.match(stdout, /^stage +result.*\ndossier +succeeded .*\ntotal /);
    assert.equal(ROOT.exec(stdout)?.[1], root);
  });

  it("does again what is no longer there", async () => {
    rmSync(join(out, "asi-global/governance-kit.md"));
    const { stdout } = await bin("run", "--resume", "--dry-run", "--out", out);
    assert.match(stdout, /^OMNISOVEREIGN_OUT=\S+ npm run demo:asi-takeoff:kit /);
  });

  it("does again what other code has left, and says which", async () => {
    const note = join(out, ".omnisovereign/made-by/demo-asi-global.json");
    const written = readFileSync(note, "utf8");
    writeFileSync(note, written.replace(/"code": "[0-9a-f]{64}"/, `"code": "${"0".repeat(64)}"`));
    const { stdout, stderr } = await bin("run", "--resume", "--dry-run", "--out", out);
    assert.match(stdout, /^OMNISOVEREIGN_OUT=\S+ npm run demo:asi-global\n/);
    assert.match(stderr, /^Stage "global" was done by omnisovereign .* \(code 0{12}…\), and this is .*\n$/);
    const { stderr: kept } = await bin("run", "--from", "kit", "--dry-run", "--out", out);
    assert.match(kept, /^Stage "global" .*: it stays; ".* run --resume" does again .*\n$/);
    writeFileSync(note, written);
  });

  it("takes the plan of the run before, unless another is typed", async () => {
    const { stdout } = await bin("run", "--resume", "--dry-run", "--out", out, "--plan", FOREIGN);
    assert.match(
      stdout,
      /^OMNISOVEREIGN_OUT=\S+ OMNISOVEREIGN_PLAN=\S+foreign.json npm run demo:asi-takeoff:local\n/,
    );
  });

  it("says in one line that the journal was lost, by whatever is started", async () => {
    const whole = readFileSync(log, "utf8");
    const lines = whole.split("\n");
    for (const cut of [null, "", `${lines.slice(0, 400).join("\n")}\n{"kind":"bl`]) {
      if (cut === null) rmSync(log);
      else writeFileSync(log, cut);
      for (const args of [
        ["--from", "owner"],
        ["--stage", "thermodynamics"],
      ]) {
        const { exitCode, stdout, stderr } = await bin("run", ...args, "--out", out);
        assert.deepEqual([exitCode, stdout], [1, ""]);
        assert.match(
          stderr,
          /^OMNI3044 {2}"demo:asi-takeoff:local" ended at block \d+.* --resume --out .*\n$/,
        );
      }
    }
    const byHand = spawnSync(process.execPath, [join(PROJECT, "src/stages/owner/dashboard.ts")], {
      encoding: "utf8",
      env: { ...process.env, OMNISOVEREIGN_OUT: out },
    });
    assert.match(byHand.stderr, /^OMNI3044 {2}[^\n]*\n$/);
    const { stdout } = await bin("run", "--resume", "--dry-run", "--out", out);
    assert.match(stdout, /^OMNISOVEREIGN_OUT=\S+ npm run demo:asi-takeoff:local\n/);
    writeFileSync(log, whole);
  });

  it("is not asked for together with stages", async () => {
    const { exitCode, stderr } = await bin("run", "--resume", "--from", "kit");
    assert.deepEqual([exitCode, stderr.slice(0, 8)], [2, "OMNI5010"]);
  });
});

const FOREIGN = join(PROJECT, "test/fixtures/plans/foreign.json");
