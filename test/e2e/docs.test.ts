import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { CHAIN } from "../../src/errors/chain.ts";
import { BUILD, CLAIM, VERIFY } from "../../src/errors/dossier.ts";
import { EXIT } from "../../src/errors/error.ts";
import { FLAG } from "../../src/errors/flag.ts";
import { KIT } from "../../src/errors/kit.ts";
import { STAGE } from "../../src/errors/stage.ts";
import { CATALOGUE } from "../../src/run/catalogue.ts";
import { bin, PROJECT } from "./bin.ts";

const DOCUMENTS = ["README.md", "RUNBOOK.md", "CHANGELOG.md", "docs/plans.md"];
const read = (path: string) => readFileSync(join(PROJECT, path), "utf8");

describe("the documents", () => {
  it("show what the commands print now", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/docs.js", "--check"], {
      cwd: PROJECT,
      encoding: "utf8",
    });
    assert.deepEqual([status, stdout, stderr], [0, "", ""]);
  });

  it("list every exit code", () => {
    const rows = [...read("README.md").matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
    assert.deepEqual(rows, Object.values(EXIT));
  });

  it("show an excerpt of a schedule as it is printed", async () => {
    const { stdout } = await bin("plan", "validate", "plans/asi-takeoff/project-plan.json");
    const [, excerpt = ""] =
      /\$ npx omnisovereign plan validate plans\/asi-takeoff\/project-plan\.json\n([\s\S]*?)```/.exec(
        read("RUNBOOK.md"),
      ) ?? [];
    const lines = excerpt.split("\n").filter((line) => line !== "" && line !== "…");
    assert.ok(lines.length > 3);
    for (const line of lines) assert.ok(stdout.split("\n").includes(line), line);
  });

  it("tell of every step of a run", () => {
    const readme = read("README.md");
    const runbook = read("RUNBOOK.md");
    for (const { scripts } of CATALOGUE) {
      for (const { name } of scripts) {
        assert.ok(readme.includes(`npm run ${name}`), name);
        assert.ok(runbook.includes(`npm run ${name}`), name);
      }
    }
  });

  it("name errors that exist", () => {
    const known = [CHAIN, STAGE, FLAG, KIT, BUILD, CLAIM, VERIFY].flatMap((category) =>
      Object.values(category).map(({ number }) => `OMNI${number}`),
    );
    const named = DOCUMENTS.flatMap((path) => read(path).match(/OMNI\d{4}/g) ?? []);
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((code) => !known.includes(code)),
      [],
    );
  });

  it("link to files that exist", () => {
    for (const path of DOCUMENTS) {
      const targets = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? "");
      for (const target of targets) {
        assert.ok(existsSync(join(PROJECT, dirname(path), target)), `${path}: ${target}`);
      }
    }
  });

  it("call only npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const called = DOCUMENTS.flatMap((path) => [
      ...read(path).matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g),
    ]);
    assert.deepEqual(
      called.map(([, name]) => name ?? "").filter((name) => !(name in scripts)),
      [],
    );
  });
});
