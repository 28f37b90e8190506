import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { PROJECT, startBin } from "./bin.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
});
afterEach(() => rm(folder, { recursive: true }));

const bin = (...args: string[]) => startBin(args, { cwd: folder }).ended;
const read = (name: string) => readFileSync(join(folder, name), "utf8");

describe("omnisovereign init", () => {
  it("writes what plan generate prints, with the schema beside it, and leaves nothing else", async () => {
    const flags = ["--template", "national", "--jobs", "5", "--seed", "x"];
    const { exitCode, stdout, stderr } = await bin("init", "my plan.json", ...flags);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /^ {2}npx omnisovereign run --plan 'my plan\.json'$/m);
    assert.equal(read("my plan.json"), (await bin("plan", "generate", ...flags)).stdout);
    assert.equal(JSON.parse(read("my plan.json")).$schema, "plan.schema.json");
    assert.equal(read("plan.schema.json"), readFileSync(join(PROJECT, "plans/plan.schema.json"), "utf8"));
    assert.deepEqual((await readdir(folder)).sort(), ["my plan.json", "plan.schema.json"]);
    const checked = await bin("plan", "validate", "my plan.json");
    assert.equal(checked.exitCode, 0);
    assert.doesNotMatch(checked.stdout, /OMNI/);
  });

  it("asks nothing without a terminal, and overwrites nothing", async () => {
    await writeFile(join(folder, "plan.schema.json"), "mine");
    assert.match((await bin("init")).stdout, /^wrote {2}project-plan\.json\nkept {3}plan\.schema\.json, /);
    assert.equal(read("plan.schema.json"), "mine");
    const before = read("project-plan.json");
    assert.deepEqual(await bin("init", "--seed", "other"), {
      exitCode: 2,
      stdout: "",
      stderr:
        'OMNI5013  "project-plan.json" exists already, and nothing is overwritten.  Name another place, or move that away.\n',
    });
    assert.equal(read("project-plan.json"), before);
  });

  it("writes all files of a shared mission or none", async () => {
    await bin("init", "m/national.json");
    assert.equal((await bin("init", "m", "--template", "shared")).exitCode, 2);
    assert.ok(!existsSync(join(folder, "m/project-plan.json")));
    assert.equal((await bin("init", "n", "--template", "shared")).exitCode, 0);
    assert.deepEqual((await readdir(join(folder, "n"))).sort(), [
      "national.json",
      "plan.schema.json",
      "planetary.json",
      "project-plan.json",
    ]);
  });
});

describe("omnisovereign plan format", () => {
  it("checks, prints and rewrites a file", async () => {
    await bin("init", "p.json");
    const canonical = read("p.json");
    assert.equal((await bin("plan", "format", "--check", "p.json")).exitCode, 0);
    await writeFile(join(folder, "p.json"), JSON.stringify(JSON.parse(canonical)));
    assert.deepEqual(await bin("plan", "format", "--check", "p.json"), {
      exitCode: 1,
      stdout: "",
      stderr:
        'OMNI1070  "p.json" is not in its canonical form.  Run "npx omnisovereign plan format --write p.json".\n',
    });
    assert.equal((await bin("plan", "format", "p.json")).stdout, canonical);
    assert.equal((await bin("plan", "format", "--write", "p.json")).exitCode, 0);
    assert.equal(read("p.json"), canonical);
  });

  it("leaves a file alone that it cannot read whole", async () => {
    const text = '{"initiative": "a", "initiative": "b"}';
    await writeFile(join(folder, "p.json"), text);
    const { exitCode, stderr } = await bin("plan", "format", "--write", "p.json");
    assert.equal(exitCode, 3);
    assert.match(stderr, /OMNI1007/);
    assert.equal(read("p.json"), text);
  });
});

describe("omnisovereign plan diff and plan explain", () => {
  it("end with 0 for plans that mean the same, 1 for others, 3 for what is no plan, 2 for half a question", async () => {
    await bin("init", "a.json");
    await writeFile(join(folder, "b.json"), JSON.stringify(JSON.parse(read("a.json"))));
    await writeFile(join(folder, "c.json"), read("a.json").replace('"total": "', '"total": "1'));
    await writeFile(join(folder, "d.json"), "{}");
    const same = await bin("plan", "diff", "a.json", "b.json");
    assert.deepEqual(same, { exitCode: 0, stdout: "The plans mean the same.\n", stderr: "" });
    const other = await bin("plan", "diff", "a.json", "c.json");
    assert.equal(other.exitCode, 1);
    assert.match(other.stdout, /^budget\n {2}~ total {2}(\d+) → 1\1\nThe plans differ in 1 thing\.\n$/);
    const json = await bin("plan", "diff", "a.json", "d.json", "--json");
    assert.deepEqual([json.exitCode, json.stderr, JSON.parse(json.stdout).valid], [3, "", false]);
    assert.equal((await bin("plan", "diff", "a.json")).exitCode, 2);
  });

  it("explain a plan whose texts look like commands of GitHub's workflows, which none of its lines is", async () => {
    await bin("init", "a.json");
    const plan = JSON.parse(read("a.json"));
    await writeFile(join(folder, "b.json"), JSON.stringify({ ...plan, initiative: "::error::a ##[error]b" }));
    const env = { ...process.env, GITHUB_ACTIONS: "true" };
    const { exitCode, stdout } = await startBin(["plan", "explain", "b.json"], { cwd: folder, env }).ended;
    assert.equal(exitCode, 0);
    assert.match(stdout, /::error::a # #\[error\]b/);
    for (const line of stdout.split("\n")) assert.doesNotMatch(line, /^\s*::|##\[/);
  });

  it("explain a plan as text and as JSON, and say in JSON what is wrong with another", async () => {
    await bin("init", "a.json");
    const { exitCode, stdout, stderr } = await bin("plan", "explain", "a.json");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /^Who can stop it$/m);
    assert.equal(JSON.parse((await bin("plan", "explain", "a.json", "--json")).stdout).plans.length, 1);
    const missing = await bin("plan", "explain", "no.json", "--json");
    assert.deepEqual([missing.exitCode, JSON.parse(missing.stdout).issues[0].code], [3, "OMNI1001"]);
  });
});

describe("a script that is started by hand", () => {
  it("prints no command of GitHub's workflows, whatever names it is given", async () => {
    const script = join(PROJECT, "src/stages/takeoff/demo-asi-takeoff-local.ts");
    const env = { ...process.env, GITHUB_ACTIONS: "true" };
    const { status, stderr } = spawnSync(process.execPath, [script, "--plan", "##[error]b.json"], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    assert.equal(status, 3);
    assert.match(stderr, /# #\[error\]b/);
    assert.doesNotMatch(stderr, /##\[/);
  });
});
