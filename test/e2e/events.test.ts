import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { EVENT_LINE } from "../../src/cli/reporters/event-schema.ts";
import { PROJECT, startBin } from "./bin.ts";

describe("progress as JSON lines", () => {
  it("is of a real run what its schema says, and tells which job is under way", async () => {
    const out = await mkdtemp(join(tmpdir(), "omnisovereign-"));
    try {
      const plan = join(PROJECT, "test/fixtures/plans/one-job.json");
      const args = ["run", "--json", "--until", "takeoff", "--plan", plan, "--out", join(out, "reports")];
      const { exitCode, stderr } = await startBin(args).ended;
      assert.equal(exitCode, 0, stderr);
      const lines = stderr
        .trimEnd()
        .split("\n")
        .map((line) => EVENT_LINE.parse(JSON.parse(line)));
      const work = lines.flatMap((line) => (line.type === "script-work" ? [line.work] : []));
      assert.ok(work.some(({ doing }) => doing?.kind === "job" && doing.of === 1));
      const sent = lines.flatMap((line) => (line.type === "step-finished" ? [line.result.transactions] : []));
      assert.deepEqual(sent, [work.at(-1)?.transactions]);
    } finally {
      await rm(out, { recursive: true });
    }
  });
});
