import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { chainsPlan } from "../../../scripts/bench/chains-plan.ts";
import { measure } from "../../../scripts/bench/command.ts";
import { costPerJob, fixed, line, median, medianRatio } from "../../../scripts/bench/figures.ts";
import { executionIn } from "../../../scripts/bench/replayed.ts";
import { loadPlan } from "../../../src/plan/load.ts";
import { toJson, toJsonLine } from "../../../src/support/json.ts";

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

  it("take an engine's time from what a verification says of it", () => {
    const said = ["edr", "derivation"].map((part) =>
      toJsonLine({ type: "replayed", part, milliseconds: 1250 }),
    );
    const output = `${toJson({ type: "replayed" })}${said.join("")}`;
    assert.equal(executionIn(output, "edr"), 1.25);
    assert.throws(() => executionIn(output, "ethereumjs"), /executed nothing by ethereumjs/);
  });

  it("are plain lines", () => {
    assert.equal(line("ratio", fixed(1.996)), "ratio: 2.00");
    assert.equal(line("run", fixed(12.3, 1), "s", "warm"), "run: 12.3 s (warm)");
  });
});

describe("a measured command", { skip: process.platform !== "linux" }, () => {
  it("is charged for the processes that it starts, each by its kind", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "launch.js"), "setTimeout(() => {}, 1_000);");
    writeFileSync(
      join(folder, "parent.js"),
      'require("node:child_process").spawnSync(process.execPath, ["launch.js"], { stdio: "inherit" });',
    );
    const { peakMemory } = await measure(process.execPath, ["parent.js"], { cwd: folder });
    const { node, scripts, npm, orchestrator } = peakMemory ?? assert.fail();
    assert.deepEqual([node, npm], [0, 0]);
    assert.ok(scripts > 10 * 2 ** 20 && orchestrator > 10 * 2 ** 20);
  });
});

describe("the benchmark's plan", () => {
  it("is a valid plan of ten chains, however many jobs it has", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "plan.json");
    writeFileSync(path, JSON.stringify(chainsPlan(40)));
    const result = await loadPlan(path, { folder: folder });
    assert.ok(result.ok);
    const { waves } = result.plan.schedule;
    assert.deepEqual(
      waves.map((wave) => wave.length),
      [10, 10, 10, 10],
    );
  });
});
