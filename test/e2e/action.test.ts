import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { runInNewContext } from "node:vm";
import { parse } from "yaml";
import { missing, NEEDS } from "../../scripts/needs.js";
import { copyOfMission } from "../support/kept-missions.ts";
import { bin, PROJECT } from "./bin.ts";

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, object>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const ACTION: Action = parse(readFileSync(join(PROJECT, "action.yml"), "utf8"));

/** Answers as GitHub's own program does where the base branch has a run, and keeps what it was asked. */
const GH = `#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$ASKED"
case "$1 $2" in
"run list") echo 41 ;;
"run download") mkdir -p "\${@: -1}" && cp -r "$KEPT_BASE"/. "\${@: -1}" ;;
"pr comment") cp "\${@: -1}" "$COMMENTED" ;;
esac`;

describe("the action", {
  skip: missing(NEEDS.filter(({ program }) => program === "bash")).length > 0,
}, () => {
  let kept: string;
  let folder: string;
  before(async () => {
    kept = await copyOfMission("one job");
    folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    const plan = join(folder, "one-job.json");
    cpSync(join(PROJECT, "test/fixtures/plans/one-job.json"), plan);
    const { exitCode, stderr } = await bin("lock", "--plan", plan, "--out", kept);
    assert.equal(exitCode, 0, stderr);
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/gh"), GH);
    chmodSync(join(folder, "bin/gh"), 0o755);
  });
  after(() => {
    for (const each of [kept, folder]) rmSync(each, { recursive: true });
  });

  it("names what it uses with a version, and puts no value into a command", () => {
    for (const { uses, run, shell } of ACTION.runs.steps) {
      if (uses !== undefined) assert.match(uses, /^actions\/[a-z-]+@v\d+$/);
      else assert.equal(shell, "bash");
      assert.doesNotMatch(run ?? "", /\$\{\{/);
    }
  });

  it("is called in the documents with inputs, outputs and permissions that it knows", () => {
    const page = readFileSync(join(PROJECT, "docs/ci.md"), "utf8");
    const [, workflow = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const { jobs, permissions } = parse(workflow);
    const steps: readonly { id?: string; uses: string; with?: object }[] = jobs.rehearse.steps;
    const call = steps.find(({ id }) => id === "mission");
    assert.match(call?.uses ?? "", /^OWNER\/omnisovereign@v/);
    assert.deepEqual(
      Object.keys(call?.with ?? {}).filter((input) => !(input in ACTION.inputs)),
      [],
    );
    const used = [...workflow.matchAll(/steps\.mission\.outputs\.(\w+)/g)].map(([, output = ""]) => output);
    assert.ok(used.length > 0 && used.every((output) => output in ACTION.outputs));
    assert.equal(permissions["pull-requests"], "write");
    for (const input of Object.keys(ACTION.inputs)) assert.ok(page.includes(`\`${input}\``), input);
    for (const output of Object.keys(ACTION.outputs)) assert.ok(page.includes(`\`${output}\``), output);
  });

  it("runs, verifies and compares, and comments on what differs from the base branch", () => {
    const dossier = join(kept, "omnisovereign/dossier");
    const given = { plan: "one-job.json", token: "t" };
    const same = walk(folder, dossier, given);
    const done = ["Install", "Run", "Verify", "Fetch the base branch's dossier", "Compare"];
    assert.deepEqual(
      same.walked,
      done.map((name) => `${name}: 0`),
    );
    assert.equal(same.outputs.compare?.equal, "true");
    const manifest = readFileSync(join(dossier, "manifest-sha256.txt"), "utf8");
    assert.equal(
      readFileSync(join(folder, "reports/omnisovereign/dossier/manifest-sha256.txt"), "utf8"),
      manifest,
    );
    assert.match(same.summary, /^## Rehearsal succeeded\n[\s\S]*\*\*The dossiers are equal\.\*\*/);
    assert.match(
      readFileSync(same.outputs.run?.junit ?? "", "utf8"),
      /<testsuite name="national drills" tests="\d+" failures="0"/,
    );

    appendFileSync(join(dossier, "data/dossier.md"), "\nmore\n");
    const steps = ACTION.runs.steps.filter(({ name }) => /^(Fetch|Compare|Comment)/.test(name));
    const other = walk(folder, dossier, given, steps, same.outputs);
    assert.deepEqual(other.walked, ["Fetch the base branch's dossier: 0", "Compare: 0", "Comment: 0"]);
    assert.match(other.asked, /\npr comment 7 --repo o\/r --edit-last --create-if-none --body-file /);
    assert.match(other.commented, /^\*\*The dossiers differ in 1 file\.\*\*\n\n```text\n[\s\S]*dossier\.md/);
  });

  it("fails where the plan has no lock, and compares nothing", () => {
    const { walked } = walk(folder, "", {
      plan: join(PROJECT, "test/fixtures/plans/one-job.json"),
      token: "t",
    });
    assert.deepEqual(walked, ["Install: 0", "Run: 2"]);
  });
});

type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Goes through the steps of a pull request that are commands, as a runner does. */
function walk(
  workspace: string,
  base: string,
  given: Readonly<Record<string, string>>,
  steps: readonly Step[] = ACTION.runs.steps,
  known: Outputs = {},
) {
  const temp = mkdtempSync(join(workspace, "temp-"));
  const at = (name: string): string => join(temp, name);
  for (const name of ["summary.md", "asked.txt", "commented.md"]) writeFileSync(at(name), "");
  const defaults = Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default]);
  const inputs = { ...Object.fromEntries(defaults), ...given };
  const github = { base_ref: "main", event_name: "pull_request", event: { pull_request: { number: 7 } } };
  const outputs: Record<string, Readonly<Record<string, string>>> = { ...known };
  const walked: string[] = [];
  for (const step of steps) {
    const values = { inputs, github, steps: stepsOf(outputs), cancelled: () => false };
    const failed = walked.some((line) => !line.endsWith(": 0"));
    if (step.run === undefined || !(step.if === undefined ? !failed : evaluate(step.if, values))) continue;
    writeFileSync(at("output"), "");
    writeFileSync(at("step.sh"), step.run);
    const env = Object.entries(step.env ?? {}).map(([name, value]) => [name, `${evaluate(value, values)}`]);
    const { status } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", at("step.sh")], {
      cwd: workspace,
      encoding: "utf8",
      env: {
        ...process.env,
        ...Object.fromEntries(env),
        PATH: [join(workspace, "bin"), process.env.PATH].join(delimiter),
        ...{ GITHUB_ACTIONS: "true", GITHUB_ACTION_PATH: PROJECT, GITHUB_WORKSPACE: workspace },
        ...{ GITHUB_OUTPUT: at("output"), GITHUB_STEP_SUMMARY: at("summary.md"), RUNNER_TEMP: temp },
        ...{ GITHUB_REPOSITORY: "o/r", GITHUB_WORKFLOW: "mission", KEPT_BASE: base },
        ...{ ASKED: at("asked.txt"), COMMENTED: at("commented.md") },
      },
    });
    walked.push(`${step.name}: ${status}`);
    if (step.id !== undefined) outputs[step.id] = outputsIn(readFileSync(at("output"), "utf8"));
  }
  const read = (name: string): string => readFileSync(at(name), "utf8");
  return {
    walked,
    outputs,
    summary: read("summary.md"),
    asked: read("asked.txt"),
    commented: read("commented.md"),
  };
}

function outputsIn(text: string): Readonly<Record<string, string>> {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

/** What a step has not put out is empty. */
function stepsOf(outputs: Outputs): object {
  const ids = ACTION.runs.steps.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const blank = (values: object): object =>
    new Proxy(values, { get: (all, key) => Reflect.get(all, key) ?? "" });
  return Object.fromEntries(ids.map((id) => [id, { outputs: blank(outputs[id] ?? {}) }]));
}

/** The expressions of the action mean the same in JavaScript. */
function evaluate(text: string, values: object): unknown {
  const [, expression] = /^\$\{\{ (.*) \}\}$/.exec(text) ?? [];
  return expression === undefined ? text : runInNewContext(expression, { ...values });
}
