import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { before, describe, it } from "node:test";
import { transcriptsIn } from "../../scripts/transcripts.js";
import { CHAIN } from "../../src/errors/chain-errors.ts";
import { codeOf, type ErrorDescriptor, EXIT, OmniError } from "../../src/errors/error.ts";
import { KIT } from "../../src/errors/kit-errors.ts";
import { STAGE } from "../../src/errors/stage-errors.ts";
import { CATALOGUE } from "../../src/run/catalogue.ts";
import { errorLine } from "../../src/system/error-text.ts";
import { isCommand } from "../support/commands.ts";
import { bin, PROJECT } from "./bin.ts";

const DOCUMENTS = [
  "README.md",
  "RUNBOOK.md",
  "CHANGELOG.md",
  "SECURITY.md",
  ...globSync(["docs/**/*.md", "contracts/**/*.md"], { cwd: PROJECT }).sort(),
];
/** Where somebody who reads them stands. */
const PACKED = "npm pack --dry-run --ignore-scripts --json";
/** These arise before any descriptor loads. */
const EARLY = ["OMNI5001", "OMNI5002", "OMNI5024"];

const read = (path: string) => readFileSync(join(PROJECT, path), "utf8");

/** Every match of every document, with the document's name for the one that fails. */
const inAll = (pattern: RegExp) =>
  DOCUMENTS.flatMap((path) =>
    [...read(path).matchAll(pattern)].map((match) => ({ path, found: match[1] ?? match[0] })),
  );

describe("the documents", () => {
  let known: readonly string[];
  before(async () => {
    const files = globSync("src/errors/*.ts", { cwd: PROJECT });
    const modules: object[] = await Promise.all(files.map((file) => import(join(PROJECT, file))));
    const descriptors = modules
      .flatMap((module) => Object.values(module).flatMap((table) => Object.values(table as object)))
      .filter((value): value is ErrorDescriptor<object> => typeof value?.mend === "function");
    known = [...descriptors.map(codeOf), ...EARLY];
  });

  it("show what the commands print now", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/docs.js", "--check"], {
      cwd: PROJECT,
      encoding: "utf8",
    });
    assert.deepEqual([status, stdout, stderr], [0, "", ""]);
  });

  it("list every exit code", () => {
    const rows = [...read("docs/command-line.md").matchAll(/^\| (\d+) \| /gm)].map(([, code]) =>
      Number(code),
    );
    assert.deepEqual(rows, Object.values(EXIT));
  });

  it("name no exit code that there is not", () => {
    const named = inAll(/exit(?:s with| code)s? (\d+)/g);
    assert.ok(named.length > 4);
    const codes: readonly number[] = Object.values(EXIT);
    assert.deepEqual(
      named.filter(({ found }) => !codes.includes(Number(found))),
      [],
    );
  });

  it("begin with commands that the guide types", () => {
    const [, first = ""] = /## Your own mission[\s\S]*?```sh\n([\s\S]*?)```/.exec(read("README.md")) ?? [];
    const commands = [...first.matchAll(/^(npx omnisovereign .*?)(?: +#.*)?$/gm)].map(
      ([, command]) => command,
    );
    assert.ok(commands.length > 3);
    const typed = transcriptsIn(read("docs/guide.md")).map(({ command }) => command);
    assert.deepEqual(
      commands.filter((command = "") => !typed.includes(command)),
      [],
    );
  });

  it("tell of one mission, the guide apart", () => {
    const roots = ["README.md", "docs/verification.md", "RUNBOOK.md"].flatMap((path) =>
      [...read(path).matchAll(/^ *root(?: of A)? {2,}([0-9a-f]{64})$/gm)].map(([, root]) => root),
    );
    assert.ok(roots.length > 4);
    assert.deepEqual([...new Set(roots)].length, 1, roots.join("\n"));
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
    const byHand = read("docs/by-hand.md");
    const runbook = read("RUNBOOK.md");
    for (const { scripts } of CATALOGUE) {
      for (const { name } of scripts) {
        assert.ok(byHand.includes(`npm run ${name}`), name);
        assert.ok(runbook.includes(`npm run ${name}`), name);
      }
    }
  });

  it("name errors that exist", () => {
    const named = inAll(/OMNI\d{4}/g);
    assert.ok(named.length > 60);
    assert.deepEqual(
      named.filter(({ found }) => !known.includes(found)),
      [],
    );
  });

  it("show errors as they are worded", () => {
    const shown = inAll(/^(OMNI\d{4} {2}.*)$/gm).map(({ found }) => found);
    const printed = DOCUMENTS.flatMap((path) => transcriptsIn(read(path))).flatMap(({ output }) =>
      output.split("\n"),
    );
    assert.deepEqual(
      shown.filter((line) => !printed.includes(line)),
      SHOWN.map((error) => errorLine(error)),
    );
  });

  it("count the refusals of the campaign by errors that exist", () => {
    const { plans, valid, reachedDossier, refused } = JSON.parse(read("test/campaigns/plans.json"));
    assert.deepEqual(
      Object.keys(refused).filter((code) => !known.includes(code)),
      [],
      'run "npm run campaign plans"',
    );
    assert.equal(reachedDossier, valid);
    const counted = `Of ${plans} deliberately odd plans ${valid} are valid, and all ${reachedDossier} of these reach a dossier`;
    assert.ok(read("docs/guide.md").replaceAll("\n", " ").includes(counted), counted);
  });

  it("link to files that exist, in the package too", () => {
    const { stdout } = spawnSync("sh", ["-c", PACKED], { cwd: PROJECT, encoding: "utf8" });
    const packed: string[] = JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path);
    const links = inAll(/\]\((?!https?:)([^)#]+)/g).map(({ path, found }) => ({
      path,
      target: normalize(join(dirname(path), found)),
    }));
    assert.ok(links.length > 15);
    assert.deepEqual(
      links.filter(({ target }) => !existsSync(join(PROJECT, target)) || !packed.includes(target)),
      [],
    );
    assert.deepEqual(
      DOCUMENTS.filter((path) => !packed.includes(path)),
      [],
    );
  });

  it("call only npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const called = [
      ...inAll(/npm run (?:--silent )?([a-z][\w:-]*)/g),
      ...inAll(/^\| `([a-z-]+:[a-z:-]+)` \|/gm),
    ];
    assert.ok(called.length > 40);
    assert.deepEqual(
      called.filter(({ found }) => !(found in scripts)),
      [],
    );
  });

  it("call only commands that exist, with flags that they have", () => {
    const called = [
      ...inAll(/npx omnisovereign ([^`"\n#|]+)/g),
      ...inAll(/`omnisovereign ([^`\n]+)`/g),
      ...inAll(/`((?:init|run|plan|verify|diff|doctor|status|clean)(?: [^`\n]*)?)`/g),
    ];
    assert.ok(called.length > 60);
    assert.deepEqual(
      called.filter(({ found }) => !isCommand(found)),
      [],
    );
  });
});

/** The errors that the runbook shows, in its order. */
const SHOWN = [
  new OmniError(CHAIN.OTHER_CHAIN, { url: "http://127.0.0.1:8546", expected: 31337, found: 1 }),
  new OmniError(CHAIN.NOT_JSON_RPC, { url: "http://127.0.0.1:46539", excerpt: "<html>hello" }),
  new OmniError(CHAIN.CHAIN_AHEAD, { url: "http://127.0.0.1:18555", chain: 429, journal: 241 }),
  new OmniError(STAGE.CHANGED, {
    path: "localhost/asi-takeoff/receipts/mission.json",
    script: "demo:asi-takeoff:local",
    expected: "cbc38e8f5b3f2bc70404d47f8814a279701f7e065e2016f70707cc5aa6d2471d",
    found: "a255d7a262e2e2b46bc2d9507b6ee02958545431a33f88310cea7ca7f35167cf",
  }),
  new OmniError(KIT.REFUSED, { script: "demo:asi-takeoff:kit", findings: 1 }),
];
