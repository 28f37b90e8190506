import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { bin } from "./bin.ts";

describe("omnisovereign verify and diff", () => {
  let empty: string;
  before(async () => {
    empty = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  });
  after(() => rm(empty, { recursive: true }));

  it("exits 4 with a verdict on something that is no dossier", async () => {
    const { exitCode, stdout, stderr } = await bin("verify", empty);
    assert.deepEqual([exitCode, stderr], [4, ""]);
    assert.match(stdout, /^OMNI4\d{3} {2}.*\nThe dossier is broken: /s);
  });

  it("gives the same verdict as JSON", async () => {
    const { exitCode, stdout } = await bin("verify", empty, "--json");
    const { format, verdict, root } = JSON.parse(stdout);
    assert.deepEqual([exitCode, format, verdict, root], [4, "omnisovereign-verification/1", "broken", null]);
  });

  it("finds nothing equal in two folders that are no dossiers", async () => {
    const { exitCode, stdout } = await bin("diff", empty, join(empty, "missing"), "--json");
    assert.deepEqual([exitCode, JSON.parse(stdout).equal], [4, false]);
  });
});
