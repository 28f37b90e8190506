import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { bin, PROJECT } from "./bin.ts";
import { forgeDossier } from "./forge.ts";

const FILE = "plans/asi-takeoff/works/tide-survey.md";

describe("a mission with work in it", () => {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  const dossier = join(folder, "out/omnisovereign/dossier");
  const read = (path: string) => readFileSync(join(dossier, "data", path), "utf8");
  const resultOf = (slug: string): string =>
    JSON.parse(read(`reports/localhost/asi-takeoff/receipts/jobs/${slug}/submit.json`)).transactions[0].args
      .resultHash;
  let digest = "";

  before(async () => {
    const plan = JSON.parse(readFileSync(join(PROJECT, "plans/examples/survey/plan.json"), "utf8"));
    plan.jobs = [{ ...plan.jobs[0], course: { poor: true, dissent: 0, silent: 0, disputed: false } }];
    plan.chain = { odds: { lateBps: 0, poorBps: 0, dissentBps: 0, silentBps: 0, disputeBps: 0 } };
    writeFileSync(
      join(folder, "plan.json"),
      JSON.stringify({ ...plan, drills: [{ id: "stop", use: "drills/pause.json" }] }),
    );
    cpSync(join(PROJECT, "plans/examples/survey/works"), join(folder, "works"), { recursive: true });
    cpSync(join(PROJECT, "plans/drills/pause.json"), join(folder, "drills/pause.json"));
    cpSync(join(PROJECT, "plans/examples/city.readings.json"), join(folder, "readings.json"));
    const { exitCode, stderr } = await bin(
      "run",
      "--plan",
      join(folder, "plan.json"),
      "--out",
      join(folder, "out"),
      "--readings",
      join(folder, "readings.json"),
    );
    assert.equal(exitCode, 0, stderr);
    digest = JSON.parse(read("dossier.json")).files.find(
      ({ path }: { path: string }) => path === FILE,
    ).sha256;
  });
  after(() => rmSync(folder, { recursive: true }));

  it("carries the file, owned by its stage and covered by its kit", () => {
    assert.equal(read(FILE), readFileSync(join(folder, "works/tide-survey.md"), "utf8"));
    const file = { path: FILE, sha256: digest };
    const inList = (path: string, list: string) =>
      JSON.parse(read(path))[list].find((each: { path: string }) => each.path === FILE);
    const { stage, kind } = inList("dossier.json", "files");
    assert.deepEqual([stage, kind], ["takeoff", "deliverable"]);
    const { kind: readings } = JSON.parse(read("dossier.json")).files.find(
      ({ path }: { path: string }) => path === "plans/readings.json",
    );
    assert.equal(readings, "readings");
    assert.deepEqual(inList("reports/manifests/demo-asi-takeoff-local.json", "inputs"), file);
    const { bytes: _, ...covered } = inList("reports/localhost/asi-takeoff/governance-kit.json", "artefacts");
    assert.deepEqual(covered, { ...file, stage: "takeoff", kind: "deliverable" });
  });

  it("hands it in where the work is good, and something else where it is poor", () => {
    assert.equal(resultOf("tide-survey"), `0x${digest}`);
    assert.notEqual(resultOf("_1.tide-survey"), `0x${digest}`);
  });

  it("is verified against the result on chain", async () => {
    const { exitCode, stdout } = await bin("verify", dossier);
    assert.equal(exitCode, 0, stdout);
    assert.match(
      stdout,
      /^ {2}work {3}2 results of 1 jobs with a file held against it: as their plans have it$/m,
    );
  });

  it("is broken by another file in its place, though every digest fits", async () => {
    const { folder: forged, remove } = await forgeDossier(dossier, { plans: { [FILE]: () => "other work" } });
    try {
      const { exitCode, stdout } = await bin("verify", forged);
      assert.equal(exitCode, 4, stdout);
      assert.match(stdout, /^OMNI4152 {2}The deliverable of job TIDE-SURVEY: handed in 0x/m);
    } finally {
      await remove();
    }
  });

  it("is locked with the files beside its plan: of others a frozen run starts nothing", async () => {
    const given = ["--plan", join(folder, "plan.json"), "--out", join(folder, "out")];
    assert.match((await bin("lock", ...given)).stderr, /^OMNI4205 .* "plans\/readings.json" /);
    given.push("--readings", join(folder, "readings.json"));
    const { exitCode, stderr } = await bin("lock", ...given);
    assert.equal(exitCode, 0, stderr);
    for (const file of ["works/tide-survey.md", "drills/pause.json"]) {
      const text = readFileSync(join(folder, file), "utf8");
      writeFileSync(join(folder, file), `${text}\n`);
      const refused = await bin("run", "--frozen", ...given);
      assert.equal(refused.exitCode, 4);
      assert.match(refused.stderr, new RegExp(`^OMNI4203 .* "plans/asi-takeoff/${file}" has SHA-256 `));
      writeFileSync(join(folder, file), text);
    }
    assert.equal((await bin("lock", ...given)).exitCode, 0);
  });

  it("leaves a plan that loads again from what the dossier holds", async () => {
    const plan = join(dossier, "data/plans/asi-takeoff/project-plan.json");
    const { exitCode, stderr } = await bin("plan", "validate", plan);
    assert.equal(exitCode, 0, stderr);
  });
});
