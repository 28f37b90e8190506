import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Project } from "../../../src/model/plan.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { sha256 } from "../../../src/support/files.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const SHARED = "plans/omnisovereign/project-plan.omnisovereign.json";
const NATIONAL = "plans/asi-takeoff/project-plan.json";
const PLANETARY = "plans/asi-global/project-plan.json";

async function project(path: string, root = ROOT): Promise<Project> {
  const result = await loadProject(path, { root, strict: true });
  assert.ok(result.ok, "it loads without a warning");
  return result.project;
}

async function lineOf(path: string, needle: string): Promise<number> {
  const text = await readFile(join(ROOT, path), "utf8");
  return text.slice(0, text.indexOf(needle)).split("\n").length;
}

describe("the shared plan", () => {
  it("binds its layers without a warning, and lists every file with its digest", async () => {
    const { shared, national, planetary, files } = await project(SHARED);
    assert.deepEqual([shared?.path, national.path, planetary?.path], [SHARED, NATIONAL, PLANETARY]);
    assert.deepEqual(
      files.map(({ path }) => path),
      [PLANETARY, NATIONAL, SHARED],
    );
    for (const file of files) {
      assert.equal(file.sha256, sha256(await readFile(join(ROOT, file.path))));
      assert.equal(file.sha256, sha256(file.content));
    }
  });

  it("is found under demo/ too, with the same result", async () => {
    assert.deepEqual(await project(SHARED.replace("plans/", "demo/")), await project(SHARED));
  });

  it("is found in the package when the project has no plans", async () => {
    const root = await mkdtemp(join(tmpdir(), "plan-empty-"));
    assert.deepEqual(await project(SHARED, root), await project(SHARED));
    await rm(root, { recursive: true });
  });

  it("settles each coordination job when its evidence exists", async () => {
    const { shared } = await project(SHARED);
    assert.deepEqual(
      shared?.jobs.map(({ settledAfter }) => settledAfter),
      ["takeoff", "global", "global", "global", "owner", "thermodynamics"],
    );
  });

  it("has jobs in three sectors and cities, five regions and an audit of all of them", async () => {
    const { national, planetary, shared } = await project(SHARED);
    assert.ok(new Set(national.jobs.map(({ sector }) => sector)).size >= 3);
    assert.ok(new Set(national.jobs.map(({ city }) => city)).size >= 3);
    assert.equal(new Set(national.jobs.map((job) => job.adjustmentOnDelay)).size, 5);
    const audit = planetary?.jobs.find(({ region }) => region === "GLOBAL");
    const audited = planetary?.jobs
      .filter(({ id }) => audit?.dependencies.includes(id))
      .map(({ region }) => region);
    assert.deepEqual(
      audited,
      planetary?.regions.map(({ id }) => id),
    );
    assert.deepEqual([shared?.jobs.length, shared?.coordinationLayers.length], [6, 3]);
  });
});

describe("layers", () => {
  let root = "";

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "plan-layers-"));
    await cp(join(ROOT, "plans"), join(root, "plans"), { recursive: true });
  });
  after(() => rm(root, { recursive: true }));

  async function bind(national: string, strict = false): Promise<readonly string[]> {
    const text = await readFile(join(ROOT, SHARED), "utf8");
    await writeFile(join(root, "shared.json"), text.replace(NATIONAL, national));
    const result = await loadProject("shared.json", { root, strict });
    assert.equal(result.ok && strict, false);
    const issues = result.ok ? result.warnings : result.issues;
    return issues.map(({ code, file, line }) => `${code} ${file}:${line}`);
  }

  it("reports a layer that does not exist where the shared plan names it", async () => {
    assert.deepEqual(await bind("plans/nowhere.json"), [
      `OMNI1043 shared.json:${await lineOf(SHARED, NATIONAL)}`,
    ]);
  });

  it("reports the issues of a broken layer in its own file, beside those of the others", async () => {
    const text = await readFile(join(ROOT, NATIONAL), "utf8");
    await writeFile(join(root, "plans/broken.json"), text.replace('"140000"', '"-1"'));
    assert.deepEqual(await bind("plans/broken.json"), [
      `OMNI1022 plans/broken.json:${await lineOf(NATIONAL, '"140000"')}`,
    ]);
  });

  it("refuses a layer that is a link out of the project", async () => {
    await symlink(join(ROOT, NATIONAL), join(root, "plans/link.json"));
    assert.deepEqual(await bind("plans/link.json"), ["OMNI1042 plans/link.json:1"]);
  });

  it("ignores the layers of a layer, and says so", async () => {
    await cp(join(ROOT, SHARED), join(root, "plans/nested.json"));
    assert.deepEqual(await bind("plans/nested.json"), [
      `OMNI1511 plans/nested.json:${await lineOf(SHARED, '"layers"')}`,
    ]);
  });

  it("adds the packaged planetary layer to a plan that names regions but binds no layers", async () => {
    await mkdir(join(root, "own"));
    await cp(join(ROOT, "test/fixtures/plans/base.json"), join(root, "own/plan.json"));
    const { shared, national, planetary } = await project("own/plan.json", root);
    assert.deepEqual([shared, national.path, planetary?.path], [null, "own/plan.json", PLANETARY]);
  });
});
