import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { codeOf, EXIT } from "../../../src/errors/error.ts";
import { FIRST_PLAN_WARNING, PLAN } from "../../../src/errors/plan-errors.ts";
import type { PlanIssue, PlanResult } from "../../../src/model/plan-result.ts";
import { formatIssue } from "../../../src/plan/format.ts";
import { loadPlan } from "../../../src/plan/load.ts";
import { BROKEN, type BrokenPlan, DOUBTFUL } from "../../fixtures/plans/broken.ts";

const SCRIPTS = new Set(["thermostat:update", "pause:test"]);

describe("loading a plan", () => {
  let root = "";

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "plan-load-"));
  });
  after(() => rm(root, { recursive: true }));

  async function load(plan: BrokenPlan, strict = false): Promise<PlanResult> {
    await writeFile(join(root, "plan.json"), plan.content);
    return loadPlan("plan.json", { folder: root, strict, knownScripts: SCRIPTS });
  }

  function assertIssues(issues: readonly PlanIssue[], plan: BrokenPlan): void {
    const [first] = issues;
    assert.deepEqual(
      issues.map(({ code }) => code),
      plan.codes,
      issues.map(formatIssue).join("\n"),
    );
    assert.deepEqual({ line: first?.line, column: first?.column }, { line: plan.line, column: plan.column });
  }

  for (const plan of BROKEN) {
    it(`refuses ${plan.name}`, async () => {
      const result = await load(plan);
      assert.ok(!result.ok);
      assertIssues(result.issues, plan);
    });
  }

  for (const plan of DOUBTFUL) {
    it(`warns of ${plan.name}, and refuses it when strict`, async () => {
      const result = await load(plan);
      assert.ok(result.ok, "it loads");
      assertIssues(result.warnings, plan);
      const strict = await load(plan, true);
      assert.ok(!strict.ok);
      assert.deepEqual(
        strict.issues.map(({ severity }) => severity),
        ["error"],
      );
    });
  }

  it("keeps the text of every issue", async (t) => {
    const texts: string[] = [];
    for (const plan of [...BROKEN, ...DOUBTFUL]) {
      const result = await load(plan);
      texts.push(`# ${plan.name}`, ...(result.ok ? result.warnings : result.issues).map(formatIssue), "");
    }
    t.assert.fileSnapshot(texts.join("\n"), "test/snapshots/plan-errors.txt", { serializers: [String] });
  });

  it("has a broken plan for every code that one file can yield", () => {
    const elsewhere = [
      ...[PLAN.NOT_READABLE, PLAN.LAYER_NOT_READABLE, PLAN.NESTED_LAYERS],
      ...[PLAN.COUNCILS_TOO_LARGE, PLAN.SETTLED_ELSEWHERE],
    ].map(codeOf);
    const tried = [...BROKEN, ...DOUBTFUL].flatMap(({ codes }) => codes);
    assert.deepEqual([...new Set([...tried, ...elsewhere])].sort(), Object.values(PLAN).map(codeOf).sort());
  });

  it("ends with the exit code of an invalid plan, whatever is wrong", () => {
    for (const descriptor of Object.values(PLAN)) assert.equal(descriptor.exit, EXIT.planInvalid);
    const numbers = Object.values(PLAN).map(({ number }) => number);
    assert.equal(new Set(numbers).size, numbers.length);
    assert.ok(numbers.every((number) => number > 1000 && number < 2000));
    assert.ok(numbers.some((number) => number >= FIRST_PLAN_WARNING));
  });

  it("refuses a file that is missing, a folder and a pipe, by the name that was typed", async () => {
    await mkdir(join(root, "folder.json"));
    execFileSync("mkfifo", [join(root, "pipe.json")]);
    const codes = [];
    for (const path of ["nowhere.json", "folder.json", "./pipe.json", join(root, "nowhere.json")]) {
      const result = await loadPlan(path, { folder: root });
      codes.push(result.ok ? [] : result.issues.map(({ code, file }) => `${code} ${file}`));
    }
    assert.deepEqual(codes, [
      ["OMNI1001 nowhere.json"],
      ["OMNI1001 folder.json"],
      ["OMNI1001 ./pipe.json"],
      [`OMNI1001 ${join(root, "nowhere.json")}`],
    ]);
  });

  it("loads a plan the same from everywhere, under whatever name, links among them", async () => {
    const outside = await mkdtemp(join(tmpdir(), "plan-outside-"));
    const sound = DOUBTFUL[0];
    assert.ok(sound);
    await writeFile(join(outside, "my plan.json"), sound.content);
    await writeFile(join(root, "own.json"), sound.content);
    await symlink(join(outside, "my plan.json"), join(root, "link.json"));
    const shown = [];
    const plans = [];
    for (const path of [join(outside, "my plan.json"), "own.json", "link.json"]) {
      const result = await loadPlan(path, { folder: root });
      assert.ok(result.ok);
      plans.push(result.plan);
      shown.push(result.warnings[0]?.file);
    }
    await rm(outside, { recursive: true });
    assert.deepEqual(shown, [join(outside, "my plan.json"), "own.json", "link.json"]);
    assert.equal(plans[0]?.path, "plans/asi-takeoff/project-plan.json");
    for (const plan of plans) assert.deepEqual(plan, plans[0]);
  });

  it("takes hostile titles as data and prints them harmlessly", async () => {
    const title = '<img src=x onerror=alert(1)>\\u001b[31m"\\u202e`|end; click';
    const [sound] = DOUBTFUL;
    assert.ok(sound);
    const content = String(sound.content).replace('"First job"', () => `"${title.replace('"', '\\"')}"`);
    const result = await load({ ...sound, content });
    assert.ok(result.ok);
    assert.equal(result.plan.jobs[0]?.title, JSON.parse(`"${title.replace('"', '\\"')}"`));
  });
});
