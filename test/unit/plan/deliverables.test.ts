import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { ROOT } from "../../../scripts/setup.js";
import { LARGEST_DELIVERABLE_BYTES } from "../../../src/plan/deliverables.ts";
import { loadPlan } from "../../../src/plan/load.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { sha256OfText } from "../../../src/support/digest.ts";
import { temporaryFolder } from "../dossier/fixture.ts";

const LINE = '      "deliverable": ';
const CITY = readFileSync(join(ROOT, "plans/examples/city.json"), "utf8").replace(
  '      "energyBudget": "900",\n',
  `      "energyBudget": "900",\n      "deliverable": "works/tide-survey.md",\n`,
);
const STATED = '"works/tide-survey.md"';

/** A folder with the example plan, whose first job hands in what is said, and no other file. */
function planHandingIn(context: TestContext, ...deliverables: readonly string[]): string {
  const folder = temporaryFolder(context);
  const others = deliverables.slice(1).map((path) => `"deliverable": "${path}", "sector"`);
  const text = others.reduce(
    (plan, other, index) =>
      plan.replace(`"sector": "${["drainage", "warning"][index]}"`, `${other}: "${index}"`),
    CITY.replace(STATED, JSON.stringify(deliverables[0])),
  );
  writeFileSync(join(folder, "plan.json"), text);
  mkdirSync(join(folder, "works"));
  return folder;
}

async function refusals(folder: string): Promise<string[]> {
  const result = await loadPlan("plan.json", { folder });
  assert.ok(!result.ok, "is refused");
  return result.issues.map(({ code, line, column, message }) => `${line}:${column} ${code} ${message}`);
}

/** Where the first job's deliverable stands. */
function placeOf(): string {
  const before = CITY.slice(0, CITY.indexOf(LINE) + LINE.length).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

describe("what a job hands in", () => {
  it("is a file beside the plan, by its digest", async (t) => {
    const folder = planHandingIn(t, "works/survey.md");
    writeFileSync(join(folder, "works/survey.md"), "work");
    const result = await loadProject("plan.json", { folder });
    assert.ok(result.ok);
    const { national, deliverables } = result.project;
    const [path, sha256] = ["plans/asi-takeoff/works/survey.md", sha256OfText("work")];
    assert.deepEqual(national.jobs[0]?.deliverable, { stated: "works/survey.md", path, sha256 });
    assert.equal(national.jobs[1]?.deliverable, null);
    assert.deepEqual(
      deliverables.map((file) => [file.path, file.sha256, Buffer.from(file.content).toString()]),
      [[path, sha256, "work"]],
    );
  });

  it("may be one file of several jobs, any bytes, or none", async (t) => {
    const folder = planHandingIn(t, "works/a.bin", "works/a.bin", "works/empty");
    writeFileSync(join(folder, "works/a.bin"), Buffer.from([0, 255, 10]));
    writeFileSync(join(folder, "works/empty"), "");
    const result = await loadProject("plan.json", { folder });
    assert.ok(result.ok);
    assert.deepEqual(
      result.project.deliverables.map(({ content }) => content.byteLength),
      [3, 0],
    );
  });

  it("is refused where there is no such file, with its place in the plan", async (t) => {
    assert.deepEqual(await refusals(planHandingIn(t, "works/survey.md")), [
      `${placeOf()} OMNI1046 The deliverable "works/survey.md" of job "TIDE-SURVEY" is not there.`,
    ]);
  });

  it("is refused where it is a folder, a link, or reached by one", async (t) => {
    assert.match(
      String(await refusals(planHandingIn(t, "works"))),
      /"works" of job "TIDE-SURVEY" is no file/,
    );
    const linked = planHandingIn(t, "works/link", "behind/a");
    writeFileSync(join(linked, "works/a"), "work");
    symlinkSync("a", join(linked, "works/link"));
    symlinkSync("works", join(linked, "behind"));
    const [link, behind] = await refusals(linked);
    assert.match(String(link), /"works\/link" of job "TIDE-SURVEY" is a link/);
    assert.match(String(behind), /"behind\/a" of job "PUMP-REPAIR" is reached by a link/);
  });

  it("is refused where it is larger than a deliverable may be", async (t) => {
    const folder = planHandingIn(t, "works/large");
    writeFileSync(join(folder, "works/large"), "");
    truncateSync(join(folder, "works/large"), LARGEST_DELIVERABLE_BYTES);
    assert.ok((await loadPlan("plan.json", { folder })).ok);
    truncateSync(join(folder, "works/large"), LARGEST_DELIVERABLE_BYTES + 1);
    assert.match(
      String(await refusals(folder)),
      /has 4194305 bytes, of which a deliverable has 4194304 at most/,
    );
  });

  it("is refused outside of the plan's folder, before anybody looks there", async (t) => {
    for (const path of ["../survey.md", "/etc/hostname", "works/../../a"]) {
      const [issue] = await refusals(planHandingIn(t, path));
      assert.match(String(issue), new RegExp(`^${placeOf()} OMNI1040 `));
    }
  });

  it("is refused where a dossier has no room for it", async (t) => {
    const taken = planHandingIn(t, "project-plan.json");
    writeFileSync(join(taken, "project-plan.json"), "{}");
    assert.match(String(await refusals(taken)), /lies where a dossier holds the plan itself/);
    const cases = planHandingIn(t, "works/a", "works/A");
    writeFileSync(join(cases, "works/a"), "a");
    writeFileSync(join(cases, "works/A"), "A");
    assert.match(
      String(await refusals(cases)),
      /"works\/A" .* differs from "works\/a" only in the case of letters/,
    );
  });

  it("is refused of a job whose result is its evidence", async (t) => {
    const folder = temporaryFolder(t);
    const text = readFileSync(join(ROOT, "plans/omnisovereign/project-plan.omnisovereign.json"), "utf8");
    const plan = JSON.parse(text);
    for (const layer of plan.layers) layer.plan = join(ROOT, "plans/omnisovereign", layer.plan);
    plan.jobs[0].deliverable = "a";
    writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
    const result = await loadProject("plan.json", { folder });
    assert.ok(!result.ok);
    assert.match(String(result.issues[0]?.message), /is of a job whose result is the digest of its evidence/);
  });
});
