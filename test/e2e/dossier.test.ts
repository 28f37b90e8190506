import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { bin } from "./bin.ts";

describe("omnisovereign verify, view and diff", () => {
  let empty: string;
  before(async () => {
    empty = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  });
  after(() => rm(empty, { recursive: true }));

  it("exits 2 on something that is no dossier", async () => {
    const { exitCode, stdout, stderr } = await bin("verify", empty);
    assert.deepEqual([exitCode, stderr], [2, ""]);
    assert.match(stdout, /^OMNI4130 {2}.*\nThere is no dossier to verify\.\n$/s);
  });

  it("makes no page of something that is no dossier", async () => {
    const { exitCode, stdout, stderr } = await bin("view", empty);
    assert.deepEqual([exitCode, stderr], [2, ""]);
    assert.match(stdout, /^OMNI4130 /);
  });

  it("gives the same verdict as JSON", async () => {
    const { exitCode, stdout } = await bin("verify", empty, "--json");
    const { format, verdict, root } = JSON.parse(stdout);
    assert.deepEqual(
      [exitCode, format, verdict, root],
      [2, "omnisovereign-verification/1", "no dossier", null],
    );
  });

  it("finds nothing equal in two folders that are no dossiers", async () => {
    const { exitCode, stdout } = await bin("diff", empty, join(empty, "missing"), "--json");
    const { equal, compared } = JSON.parse(stdout);
    assert.deepEqual([exitCode, equal, compared], [2, false, false]);
  });
});
