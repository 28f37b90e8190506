import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { writeStageManifest } from "../../../src/dossier/stage-manifest.ts";
import { CATALOGUE } from "../../../src/run/catalogue.ts";
import { doneByOthers, pathsToResume, standingToResume, stepsToResume } from "../../../src/run/resume.ts";
import { toJson } from "../../../src/support/json.ts";
import { sha256 } from "../../../src/system/files.ts";

const PLANS = [{ path: "plans/a.json", sha256: sha256("plan") }];
/** What a job of some layer hands in: whether a script has read it is for its layer to say. */
const FILE = { path: "plans/file.csv", sha256: sha256("file") };
const OTHER = { path: "plans/other.csv", sha256: sha256("other") };
const ALL = CATALOGUE.map(({ id }) => id);

/** A folder in which every script has left one file, made of one plan. */
async function wholeFolder(t: TestContext): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  t.after(() => rmSync(out, { recursive: true }));
  for (const { id: stage, scripts } of CATALOGUE) {
    for (const { name: script, leavesManifest } of scripts) {
      if (!leavesManifest) continue;
      const output = `${stage}/${script.replaceAll(":", "-")}.json`;
      mkdirSync(dirname(join(out, output)), { recursive: true });
      writeFileSync(join(out, output), script);
      await writeStageManifest({
        out,
        stage,
        script,
        blocks: null,
        inputs: [...PLANS, FILE],
        outputs: [output],
      });
    }
  }
  return out;
}

const idsOf = async (out: string, done = ALL, plans = PLANS) =>
  (await stepsToResume({ out, done }, { files: plans, deliverables: [FILE, OTHER] })).map(({ id }) => id);

test("a run goes on with the first step that is not done", async (t) => {
  const out = await wholeFolder(t);
  assert.deepEqual(await idsOf(out, []), ALL);
  assert.deepEqual(await idsOf(out, ["takeoff", "global"]), ALL.slice(2));
});

test("where all is done, the dossier is built once more", async (t) => {
  assert.deepEqual(await idsOf(await wholeFolder(t)), ["dossier"]);
});

test("what was done of another plan is done again", async (t) => {
  const out = await wholeFolder(t);
  assert.deepEqual(await idsOf(out, ALL, [{ path: "plans/a.json", sha256: sha256("other") }]), ALL);
  assert.deepEqual(await idsOf(out, ALL, [...PLANS, { path: "plans/b.json", sha256: sha256("b") }]), ALL);
});

test("a step of whose files one is gone or changed is done again", async (t) => {
  const out = await wholeFolder(t);
  writeFileSync(join(out, "owner/owner-settle.json"), "changed");
  assert.deepEqual(await idsOf(out), ALL.slice(3));
  rmSync(join(out, "kit/demo-asi-takeoff-kit.json"));
  assert.deepEqual(await idsOf(out), ALL.slice(2));
});

test("what other code has done is done again, and named; so is what nobody knows the code of", async (t) => {
  const out = await wholeFolder(t);
  assert.equal(await doneByOthers(out, CATALOGUE), null);
  const note = join(out, ".omnisovereign/made-by/thermodynamics-report.json");
  const madeBy = { version: "0.0.1", code: sha256("other code") };
  writeFileSync(note, toJson({ ...JSON.parse(readFileSync(note, "utf8")), madeBy }));
  assert.deepEqual(await idsOf(out), ALL.slice(4));
  assert.deepEqual(await doneByOthers(out, CATALOGUE), { step: "thermodynamics", madeBy });
  rmSync(join(out, ".omnisovereign/made-by/demo-asi-global.json"));
  assert.deepEqual(await idsOf(out), ALL.slice(1));
  assert.deepEqual(await doneByOthers(out, CATALOGUE), { step: "global", madeBy: null });
});

test("a note on another manifest says nothing of this one", async (t) => {
  const out = await wholeFolder(t);
  const notes = ["demo-asi-takeoff-local", "demo-asi-global"].map((name) =>
    join(out, `.omnisovereign/made-by/${name}.json`),
  );
  copyFileSync(String(notes[0]), String(notes[1]));
  assert.deepEqual(await idsOf(out), ALL.slice(1));
});

test("a manifest that is damaged counts for nothing", async (t) => {
  const out = await wholeFolder(t);
  writeFileSync(join(out, "manifests/demo-asi-global.json"), '{"format":');
  assert.deepEqual(await idsOf(out), ALL.slice(1));
});

test("with a damaged log a run begins anew, and says why", async (t) => {
  const out = await wholeFolder(t);
  mkdirSync(join(out, ".omnisovereign"), { recursive: true });
  writeFileSync(join(out, ".omnisovereign/wal.jsonl"), "{}\n");
  const notes: string[] = [];
  const { done } = await standingToResume(out, (line) => notes.push(line));
  assert.deepEqual(done, []);
  assert.match(notes.join("\n"), /^OMNI3041 {2}/);
});

test("the plan is the one that was typed, or the one of the run that is gone on with", () => {
  const paths = { plan: "default.json", out: "o" };
  const lastRun = { plan: "last.json" } as never;
  const planFor = (...[typed, env, last = lastRun]: [object, NodeJS.ProcessEnv, (typeof lastRun | null)?]) =>
    pathsToResume({ lastRun: last }, typed, paths, env).plan;
  assert.equal(planFor({ plan: "typed.json" }, {}), "typed.json");
  assert.equal(planFor({}, { OMNISOVEREIGN_PLAN: "set.json" }), "set.json");
  assert.equal(planFor({}, {}), "last.json");
  assert.equal(planFor({}, {}, null), "default.json");
});

test("the readings are those that were given, or those of the run that is gone on with", () => {
  const paths = { plan: "p.json", out: "o" };
  const lastRun = { plan: "p.json", readings: "last.json" } as never;
  assert.equal(
    pathsToResume({ lastRun }, {}, { ...paths, readings: "given.json" }, {}).readings,
    "given.json",
  );
  assert.equal(pathsToResume({ lastRun }, {}, paths, {}).readings, "last.json");
  assert.equal(pathsToResume({ lastRun: null }, {}, paths, {}).readings, undefined);
});
