import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { keptMission } from "../support/kept-missions.ts";
import { bin } from "./bin.ts";
import { forgeDossier } from "./forge.ts";

describe("one stage of a dossier, run again", { timeout: 300_000 }, () => {
  let dossier: string;
  let folder: string;
  before(async () => {
    dossier = join((await keptMission("one job")).out, "omnisovereign/dossier");
    folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const stage = (id: string, from: string, ...flags: string[]) =>
    bin("stage", id, "--dossier", from, ...flags);

  it("leaves what the dossier has, from the dossier alone, with its chain", async () => {
    const out = join(folder, "owner");
    const { exitCode, stdout, stderr } = await stage("owner", dossier, "--out", out, "--quiet");
    assert.deepEqual([exitCode, stderr], [0, ""], stdout);
    assert.match(stdout, /^Stage "owner" leaves what the dossier has: \d+ files, byte for byte\.\n$/);
    assert.ok(existsSync(join(out, "localhost/asi-takeoff/owner/dashboard.html")));
  });

  it("builds the same dossier, in a folder that is gone afterwards", async () => {
    const { exitCode, stdout } = await stage("dossier", dossier, "--json", "--quiet");
    const { equal, differences, run } = JSON.parse(stdout);
    assert.deepEqual([exitCode, equal, differences], [0, true, []]);
    assert.ok(!existsSync(run.out));
  });

  it("names file and field of what it leaves otherwise", async () => {
    const path = "localhost/asi-takeoff/governance-kit.json";
    const forged = await forgeDossier(dossier, {
      files: { [path]: (text) => text.replace(/"layer": "national"/, '"layer": "another"') },
    });
    try {
      const { exitCode, stdout } = await stage("kit", forged.folder, "--quiet");
      assert.equal(exitCode, 4, stdout);
      assert.match(
        stdout,
        new RegExp(`^kit  reports/${path}  changed  /layer\n  A  another\n  B  national\n`),
      );
      assert.match(stdout, /\nStage "kit" leaves \d+ of \d+ files otherwise than the dossier has them\.\n$/);
    } finally {
      await forged.remove();
    }
  });

  it("refuses a folder in which something lies, a stage that does not exist, and what is no dossier", async () => {
    const out = join(folder, "taken");
    mkdirSync(out);
    writeFileSync(join(out, "mine"), "");
    const taken = await stage("kit", dossier, "--out", out);
    assert.deepEqual([taken.exitCode, taken.stderr.slice(0, 8)], [2, "OMNI5026"]);
    const unknown = await stage("orbit", dossier);
    assert.deepEqual([unknown.exitCode, unknown.stderr.slice(0, 8)], [2, "OMNI2001"]);
    const none = await stage("kit", out);
    assert.deepEqual([none.exitCode, none.stdout.slice(0, 8)], [2, "OMNI4130"]);
  });
});
