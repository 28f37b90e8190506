import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { chainsPlan } from "../../../scripts/bench/chains-plan.ts";
import { costPerJob, fixed, line, median, medianRatio } from "../../../scripts/bench/figures.ts";
import { loadPlan } from "../../../src/plan/load.ts";

describe("the benchmark's figures", () => {
  it("take the middle of an odd count, and the mean of the two middle ones of an even count", () => {
    assert.equal(median([9, 1, 10]), 9);
    assert.equal(median([4, 1, 10, 2]), 3);
    assert.equal(median([7]), 7);
    assert.throws(() => median([]), RangeError);
  });

  it("compare within pairs, so that one slow pair does not count", () => {
    const pairs = [
      { run: 4, limit: 2 },
      { run: 90, limit: 30 },
      { run: 5, limit: 2 },
    ];
    assert.equal(
      medianRatio(
        pairs,
        ({ run }) => run,
        ({ limit }) => limit,
      ),
      2.5,
    );
  });

  it("charge a job what it adds to a plan", () => {
    assert.equal(costPerJob(14, 100, { seconds: 5, jobs: 10 }), 0.1);
  });

  it("are plain lines", () => {
    assert.equal(line("ratio", fixed(1.996)), "ratio: 2.00");
    assert.equal(line("run", fixed(12.3, 1), "s", "warm"), "run: 12.3 s (warm)");
  });
});

describe("the benchmark's plan", () => {
  it("is a valid plan of ten chains, however many jobs it has", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "plan.json");
    writeFileSync(path, JSON.stringify(chainsPlan(40)));
    const result = await loadPlan(path, { root: folder });
    assert.ok(result.ok);
    const { waves } = result.plan.schedule;
    assert.deepEqual(
      waves.map((wave) => wave.length),
      [10, 10, 10, 10],
    );
  });
});
