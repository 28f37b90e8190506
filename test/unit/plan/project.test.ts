import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Project } from "../../../src/model/loaded-project.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { peopleOf } from "../../../src/records/casting.ts";
import { sha256 } from "../../../src/system/files.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const SHARED = "plans/omnisovereign/project-plan.omnisovereign.json";
const NATIONAL = "plans/asi-takeoff/project-plan.json";
const PLANETARY = "plans/asi-global/project-plan.json";

async function project(path: string, root = ROOT): Promise<Project> {
  const result = await loadProject(path, { folder: root, strict: true });
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
    const shown = (path: string, project: Project) => ({
      ...project,
      files: project.files.map((file) => ({ ...file, shown: path })),
    });
    const demo = await project(SHARED.replace("plans/", "demo/"));
    assert.deepEqual(shown("", demo), shown("", await project(SHARED)));
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
    const moved = text.replaceAll("../asi-", "plans/asi-").replace(NATIONAL, national);
    await writeFile(join(root, "shared.json"), moved);
    const result = await loadProject("shared.json", { folder: root, strict });
    assert.equal(result.ok && strict, false);
    const issues = result.ok ? result.warnings : result.issues;
    return issues.map(({ code, file, line }) => `${code} ${file}:${line}`);
  }

  it("reports a layer that does not exist where the shared plan names it", async () => {
    assert.deepEqual(await bind("plans/nowhere.json"), [
      `OMNI1043 shared.json:${await lineOf(SHARED, "../asi-takeoff/")}`,
    ]);
  });

  it("reports the issues of a broken layer in its own file, beside those of the others", async () => {
    const text = await readFile(join(ROOT, NATIONAL), "utf8");
    await writeFile(join(root, "plans/broken.json"), text.replace('"140000"', '"-1"'));
    assert.deepEqual(await bind("plans/broken.json"), [
      `OMNI1022 plans/broken.json:${await lineOf(NATIONAL, '"140000"')}`,
    ]);
  });

  it("ignores the layers of a layer, and says so", async () => {
    await cp(join(ROOT, SHARED), join(root, "plans/nested.json"));
    assert.deepEqual(await bind("plans/nested.json"), [
      `OMNI1511 plans/nested.json:${await lineOf(SHARED, '"layers"')}`,
      `OMNI1534 plans/nested.json:${await lineOf(SHARED, '"quadraticVoting"')}`,
    ]);
  });

  it("names an absolute path and one above the shared plan's folder as they were typed", async () => {
    assert.deepEqual(await bind("../nowhere.json"), [
      `OMNI1043 shared.json:${await lineOf(SHARED, "../asi-takeoff/")}`,
    ]);
    assert.deepEqual(await bind(join(root, "plans/nested.json")), [
      `OMNI1511 ${join(root, "plans/nested.json")}:${await lineOf(SHARED, '"layers"')}`,
      `OMNI1534 ${join(root, "plans/nested.json")}:${await lineOf(SHARED, '"quadraticVoting"')}`,
    ]);
  });

  it("never takes a layer from the package", async () => {
    const empty = await mkdtemp(join(tmpdir(), "plan-alone-"));
    const text = await readFile(join(ROOT, SHARED), "utf8");
    await writeFile(join(empty, "shared.json"), text.replaceAll("../asi-", "plans/asi-"));
    const result = await loadProject("shared.json", { folder: empty });
    await rm(empty, { recursive: true });
    assert.ok(!result.ok);
    assert.deepEqual(
      result.issues.map(({ code }) => code),
      ["OMNI1043", "OMNI1043"],
    );
  });
});

describe("a shared plan of other names", () => {
  let base = "";

  before(async () => {
    base = await mkdtemp(join(tmpdir(), "plan-names-"));
    await mkdir(join(base, "a b"));
    const text = await readFile(join(ROOT, SHARED), "utf8");
    const renamed = text.replace("../asi-takeoff/project-plan.json", "../the nation.json");
    await writeFile(
      join(base, "a b/all of it.json"),
      renamed.replace("../asi-global/project-plan.json", "planet.json"),
    );
    await cp(join(ROOT, NATIONAL), join(base, "the nation.json"));
    await cp(join(ROOT, PLANETARY), join(base, "a b/planet.json"));
  });
  after(() => rm(base, { recursive: true }));

  it("is stored by what each plan is", async () => {
    const { shared, national, planetary, files } = await project("a b/all of it.json", base);
    assert.deepEqual([shared?.path, national.path, planetary?.path], [SHARED, NATIONAL, PLANETARY]);
    assert.deepEqual(
      files.map(({ path, shown }) => [path, shown]),
      [
        [PLANETARY, "a b/planet.json"],
        [NATIONAL, "the nation.json"],
        [SHARED, "a b/all of it.json"],
      ],
    );
  });

  it("finds its layers in a dossier by what they are, and nowhere else", async () => {
    const { files } = await project("a b/all of it.json", base);
    for (const { path, content } of files) {
      await mkdir(dirname(join(base, "bag/data", path)), { recursive: true });
      await writeFile(join(base, "bag/data", path), content);
    }
    const inBag = join(base, "bag/data", SHARED);
    assert.ok(!(await loadProject(inBag, { folder: base })).ok, "a folder called data is no dossier");
    await writeFile(join(base, "bag/bagit.txt"), "BagIt-Version: 1.0\n");
    const again = await project(inBag, base);
    assert.deepEqual(
      again.files.map(({ path, sha256 }) => [path, sha256]),
      files.map(({ path, sha256 }) => [path, sha256]),
    );
    await rm(join(base, "bag/data", NATIONAL));
    const result = await loadProject(inBag, { folder: base });
    assert.ok(!result.ok);
    assert.match(result.issues[0]?.message ?? "", /"\.\.\/asi-takeoff\/project-plan\.json"/);
  });
});

describe("a plan that names regions and binds no layers", () => {
  const BASE = "test/fixtures/plans/base.json";

  async function both(change: (plan: Draft) => void): Promise<Project> {
    const plan = JSON.parse(await readFile(join(ROOT, BASE), "utf8"));
    change(plan);
    const folder = await mkdtemp(join(tmpdir(), "plan-both-"));
    await writeFile(join(folder, "plan.json"), JSON.stringify(plan));
    const result = await loadProject("plan.json", { folder });
    await rm(folder, { recursive: true });
    assert.ok(result.ok, "it loads");
    return result.project;
  }

  it("is both layers, of one file", async () => {
    const { shared, national, planetary, emptyLayer, files } = await both((plan) => {
      const [first] = plan.jobs;
      plan.jobs.push({ ...first, id: "OWN", region: undefined, reward: "100", dependencies: [] });
      plan.jobs.push({
        ...first,
        id: "ALL",
        region: "GLOBAL",
        reward: "100",
        dependencies: ["OWN", "SECOND"],
      });
      plan.budget.total = "1200";
    });
    assert.deepEqual([shared, emptyLayer, files.length], [null, null, 1]);
    assert.deepEqual([national.path, planetary?.path], [NATIONAL, NATIONAL]);
    assert.deepEqual(idsOf(national), ["OWN"]);
    assert.deepEqual(idsOf(planetary), ["FIRST", "SECOND", "ALL"]);
    assert.deepEqual(
      national.jobs.map(({ jurisdiction }) => jurisdiction.kind),
      ["nation"],
    );
    assert.deepEqual(planetary?.schedule.waves, [["FIRST"], ["SECOND"], ["ALL"]]);
    assert.equal((national.budget.totalWei + (planetary?.budget.totalWei ?? 0n)) / 10n ** 18n, 1200n);
    assert.ok(national.drills.every(({ job }) => job === null || job === "OWN" || job === "SECOND"));
  });

  it("rehearses with a region's terms where the nation has no job", async () => {
    const { national, planetary, emptyLayer } = await both(() => undefined);
    assert.deepEqual([idsOf(national), emptyLayer], [[], "national"]);
    assert.deepEqual(idsOf({ jobs: national.borrowed }), idsOf(planetary));
  });

  it("has no planet where no job names a region", async () => {
    const { planetary, emptyLayer } = await both((plan) => {
      plan.jobs = plan.jobs.map((job) => ({ ...job, region: undefined }));
    });
    assert.deepEqual([planetary, emptyLayer], [null, "planetary"]);
  });

  it("counts the stake of somebody in both layers once", async () => {
    const { national, planetary } = await both((plan) => {
      const [first] = plan.jobs;
      plan.jobs.push({ ...first, id: "OWN", region: undefined, reward: "100", dependencies: [] });
      plan.budget.total = "1100";
    });
    assert.ok(planetary);
    const stakes = (plans: Plan[]) => peopleOf(national, plans).map(({ stakes: own }) => own);
    assert.deepEqual(stakes([national, planetary]), stakes([national]));
  });
});

interface Draft {
  jobs: { id: string; region?: string | undefined; reward: string; dependencies: string[] }[];
  budget: { total: string };
}

function idsOf(plan: { readonly jobs: readonly { readonly id: string }[] } | null): string[] {
  return plan?.jobs.map(({ id }) => id) ?? [];
}
