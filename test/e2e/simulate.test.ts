import assert from "node:assert/strict";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { bin } from "./bin.ts";

const AXES = [
  "--vary",
  "temperature=0.2:0.4:5",
  "--vary",
  "kappa=0.01,0.02",
  "--epochs",
  "3",
  "--seeds",
  "2",
];
const FILES = ["sweep.json", "runs.jsonl", "runs.csv", "sample.json"];

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "sweep-"));
});

after(() => rm(folder, { recursive: true }));

function simulate(out: string, ...flags: readonly string[]) {
  return bin("simulate", "--out", join(folder, out), ...AXES, ...flags);
}

function filesOf(out: string): Promise<string[]> {
  return Promise.all(FILES.map((file) => readFile(join(folder, out, file), "utf8")));
}

describe("omnisovereign simulate", () => {
  it("writes each run as a line of JSON and of CSV, and what the contracts say of a sample", async () => {
    const { exitCode, stdout, stderr } = await simulate("one");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /20 of 20 executed on the contracts, 60 epochs .* 20 of 20 agree to the wei/);
    const [sweep = "", lines = "", rows = "", sample = ""] = await filesOf("one");
    assert.equal(JSON.parse(sweep).axes[0].steps, 5);
    assert.deepEqual(
      lines
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).run),
      Array.from({ length: 20 }, (_, run) => run),
    );
    assert.equal(rows.split("\n").length, 22);
    assert.equal(JSON.parse(sample).agreeing, 20);
  });

  it("goes on where it was interrupted, to the same bytes", async () => {
    assert.equal((await simulate("two")).exitCode, 0);
    const whole = await filesOf("two");
    await truncate(join(folder, "two/runs.jsonl"), 2_000);
    await appendFile(join(folder, "two/runs.csv"), "half a li");
    const { exitCode } = await simulate("two", "--resume");
    assert.equal(exitCode, 0);
    assert.deepEqual(await filesOf("two"), whole);
    assert.deepEqual(whole, await filesOf("one"));
  });

  it("explains what moves what, and draws it", async () => {
    const out = join(folder, "one");
    const { exitCode, stdout } = await bin("simulate", "explain", out);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^20 runs, /);
    assert.match(
      stdout,
      /The budget of all epochs, tokens:\n(?: {2}temperature moves .*\n)? {2}kappa moves it from .* at 0.0100 to .* at 0.0200/,
    );
    assert.match(await readFile(join(out, "budget-by-temperature.svg"), "utf8"), /^<svg .*Budget/s);
    const told = await bin("simulate", "explain", out, "--json");
    assert.equal(JSON.parse(told.stdout).axes.length, 2);
  });

  it("explains nothing that is no sweep", async () => {
    const { exitCode, stderr } = await bin("simulate", "explain", join(folder, "nowhere"));
    assert.deepEqual([exitCode, stderr.slice(0, 8)], [2, "OMNI2608"]);
    await mkdir(join(folder, "bent"));
    await writeFile(join(folder, "bent/sweep.json"), await readFile(join(folder, "one/sweep.json")));
    await writeFile(join(folder, "bent/runs.jsonl"), '{"run":0}\nnothing\n');
    const bent = await bin("simulate", "explain", join(folder, "bent"));
    assert.deepEqual([bent.exitCode, bent.stderr.slice(0, 8)], [2, "OMNI2608"]);
  });

  it("touches no sweep that is there, and goes on with no other one", async () => {
    const again = await simulate("one");
    assert.deepEqual([again.exitCode, again.stderr.slice(0, 8)], [2, "OMNI2606"]);
    const other = await simulate("one", "--resume", "--seed", "another");
    assert.deepEqual([other.exitCode, other.stderr.slice(0, 8)], [2, "OMNI2605"]);
  });

  it("writes into no dossier", async () => {
    const dossier = join(folder, "dossier");
    await mkdir(dossier);
    await writeFile(join(dossier, "bagit.txt"), "");
    const { exitCode, stderr } = await simulate("dossier/sweep");
    assert.deepEqual([exitCode, stderr.slice(0, 8)], [2, "OMNI5022"]);
    assert.deepEqual(await readdir(dossier), ["bagit.txt"]);
  });

  for (const [flags, code] of [
    [["--vary", "temprature=1"], "OMNI2601"],
    [["--vary", "temperature=0.3"], "OMNI2602"],
    [["--points", "x"], "OMNI2603"],
    [["--points", "0"], "OMNI2603"],
    [["--vary", "kp=0:1:1000000", "--vary", "ki=0:1:1000000"], "OMNI2604"],
    [["--sample", "latin-cube"], "OMNI5010"],
  ] as const) {
    it(`refuses ${flags.join(" ")} by ${code}`, async () => {
      const { exitCode, stderr } = await simulate("none", ...flags);
      assert.deepEqual([exitCode, stderr.slice(0, 8)], [2, code]);
      await assert.rejects(writeFile(join(folder, "none/x"), ""));
    });
  }
});
