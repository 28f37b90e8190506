import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { keptMission } from "../support/kept-missions.ts";
import { bin, startBin } from "./bin.ts";
import { type Forgery, forgeDossier } from "./forge.ts";
import { processesWith, untilGone } from "./processes.ts";

describe("verify --rebuild", { timeout: 300_000 }, () => {
  let dossier: string;
  before(async () => {
    dossier = join((await keptMission("one job")).out, "omnisovereign/dossier");
  });

  const verifyForged = async (forgery: Forgery) => {
    const { folder, remove } = await forgeDossier(dossier, forgery);
    try {
      const ended = await bin("verify", folder, "--rebuild", "--json");
      return { ...ended, report: JSON.parse(ended.stdout) };
    } finally {
      await remove();
    }
  };

  it("runs the dossier's own plans and finds the same root", async () => {
    const { exitCode, stdout, stderr } = await bin("verify", dossier, "--rebuild");
    assert.equal(exitCode, 0, stdout + stderr);
    assert.match(
      stdout,
      /^The dossier is intact\.$[\s\S]*^ {2}rebuild a run of the plans gives the same root\n[\s\S]* free +0$/m,
    );
    assert.match(stderr, /^rebuild: takeoff\n[\s\S]*^rebuild: dossier\n$/m);
  });

  it("names stage, file and field of what no run of the plans gives, though all else agrees", async () => {
    // Nothing is sent after it is left, so that no transaction has it.
    const path = "localhost/asi-takeoff/thermodynamics.md";
    const { exitCode, report } = await verifyForged({
      files: { [path]: (text) => text.replace(/^# .*$/m, "# Another story") },
    });
    assert.equal(exitCode, 4);
    const { code, message } = report.findings.at(-1);
    assert.equal(code, "OMNI4141");
    assert.match(
      message,
      /differs first in stage "thermodynamics", "data\/reports\/localhost\/asi-takeoff\/thermodynamics\.md" at line 1: the dossier has "# Another story", the run "# .*"\./,
    );
    assert.equal(report.rebuild.kind, "differs");
  });

  it("leaves no process and no folder when it is killed half-way", {
    skip: process.platform !== "linux",
  }, async () => {
    const TMPDIR = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    const TRIAL = randomUUID();
    try {
      const running = startBin(["verify", dossier, "--rebuild"], { env: { ...process.env, TMPDIR, TRIAL } });
      await until(() =>
        readdirSync(TMPDIR).some((name) =>
          existsSync(join(TMPDIR, name, "reports/.omnisovereign/wal.jsonl")),
        ),
      );
      running.kill("SIGKILL");
      await running.ended;
      assert.deepEqual(await untilGone(processesWith(`TRIAL=${TRIAL}`), 30), []);
      const left = readdirSync(TMPDIR).filter((name) => name.startsWith("omnisovereign"));
      assert.deepEqual(left, []);
    } finally {
      rmSync(TMPDIR, { recursive: true });
    }
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (holds()) return;
    await sleep(50);
  }
  throw new Error("it did not come to that");
}
