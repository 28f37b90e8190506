import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { CATALOGUE } from "../../src/run/catalogue.ts";
import { isCommand } from "../support/commands.ts";
import { bin, PROJECT, startBin } from "./bin.ts";

const STAGES = CATALOGUE.map(({ id }) => id).join(", ");

describe("omnisovereign", () => {
  it("lists its commands", async () => {
    const { exitCode, stdout, stderr } = await bin("--help");
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /^ {2}run \[options\] [\s\S]*\n {2}plan /m);
  });

  it("says where to start if nothing is asked of it", async () => {
    const { exitCode, stdout, stderr } = await bin();
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.match(stdout, /\nCommands:\n[\s\S]*\nWhere to start:\n {2}npx omnisovereign run /);
    const [, start = ""] = stdout.split("Where to start:\n");
    for (const line of start.trimEnd().split("\n"))
      assert.ok(isCommand(/omnisovereign (.*?) {2}/.exec(line)?.[1] ?? "?"), line);
  });

  it("explains an error by its code, however it is written", async () => {
    const { exitCode, stdout } = await bin("explain", "2104");
    assert.equal(exitCode, 0);
    assert.match(stdout, /^OMNI2104, exit code 1\n\nIt says, for example\n {2}Stage "kit" needs "global"/);
    assert.match(
      stdout,
      /\nWhy\n {2}Each stage builds[\s\S]*\nWhat to do\n {2}Run "npx omnisovereign run --from global"\.\n$/,
    );
    assert.equal((await bin("explain", "omni2104")).stdout, stdout);
  });

  it("prints its version", async () => {
    assert.deepEqual(await bin("--version"), { exitCode: 0, stdout: "0.1.0\n", stderr: "" });
  });

  for (const [args, line] of [
    [["verfy"], `OMNI5010  Unknown command 'verfy' (Did you mean verify?).  See "npx omnisovereign --help".`],
    [
      ["plan", "generate", "--template", "shred"],
      `OMNI5010  Option '--template <name>' argument 'shred' is invalid. Did you mean 'shared'? Allowed choices are minimal, national, planetary, shared.  See "npx omnisovereign plan --help".`,
    ],
    [
      ["explain", "OMNI2105"],
      'OMNI5010  There is no error "OMNI2105".  Did you mean "OMNI2104"?  See "npx omnisovereign explain".',
    ],
    [["explain", "9999"], 'OMNI5010  There is no error "9999".  See "npx omnisovereign explain".'],
    [["fly"], `OMNI5010  Unknown command 'fly'.  See "npx omnisovereign --help".`],
    [
      ["run", "--frobnicate"],
      `OMNI5010  Unknown option '--frobnicate'.  See "npx omnisovereign run --help".`,
    ],
    [
      ["run", "--stage", "takeoff", "--until", "takeoff"],
      `OMNI5010  Option '--stage <ids>' cannot be used with option '--until <id>'.  See "npx omnisovereign run --help".`,
    ],
    [
      ["run", "--out", ""],
      `OMNI5010  Option '--out <folder>' argument '' is invalid. It is empty.  See "npx omnisovereign run --help".`,
    ],
    [
      ["verify", ""],
      `OMNI5010  Command-argument value '' is invalid for argument 'dossier'. It is empty.  See "npx omnisovereign verify --help".`,
    ],
    [
      ["verify", "a", "--replay", "--engine", "edr", "--engine", "both"],
      `OMNI5010  Option '--engine <name>' argument 'both' is invalid. It is given twice.  See "npx omnisovereign verify --help".`,
    ],
    [
      ["init", "--template", "minimal", "--template", "national"],
      `OMNI5010  Option '--template <name>' argument 'national' is invalid. It is given twice.  See "npx omnisovereign init --help".`,
    ],
    [
      ["run", "--out", "a", "--out", "b"],
      `OMNI5010  Option '--out <folder>' argument 'b' is invalid. It is given twice.  See "npx omnisovereign run --help".`,
    ],
    [
      ["run", "--rpc-url", "wss://node.example/KEY", "--dry-run"],
      "OMNI3020  The node's URL is not an http or https URL.  Set RPC_URL or --rpc-url to one such as http://127.0.0.1:8545.",
    ],
    [
      ["run", "--plan", "/dev/stdin"],
      'OMNI5025  The plan "/dev/stdin" is what this program is fed with; each script of a run reads it anew, and finds another there.  Write it to a file, and name that with --plan.',
    ],
    [["run", "--stage", "\u001b[2J"], `OMNI2001  There is no stage "\\u{1b}[2J".  Name one of ${STAGES}.`],
  ] as const) {
    it(`exits 2 with one line for ${JSON.stringify(args)}`, async () => {
      assert.deepEqual(await bin(...args), { exitCode: 2, stdout: "", stderr: `${line}\n` });
    });
  }

  it("lists a dry run's commands as JSON too, those of all stages that were named", async () => {
    const { exitCode, stdout, stderr } = await bin(
      ...["run", "--stage", "takeoff", "--stage", "global", "--dry-run", "--json"],
    );
    assert.deepEqual([exitCode, stderr], [0, ""]);
    assert.deepEqual(JSON.parse(stdout), {
      format: "omnisovereign-dry-run/1",
      commands: ["npm run demo:asi-takeoff:local", "npm run demo:asi-global"],
    });
  });

  it("says in one line under which runtime to run it", async () => {
    const { exitCode, stdout, stderr } = await startBin(["--help"], { nodeFlags: ["--no-strip-types"] })
      .ended;
    assert.deepEqual([exitCode, stdout], [5, ""]);
    assert.match(stderr, /^OMNI5001 {2}OmniSovereign needs Node 22\.18 or newer, .* {2}Run "npx .*"\.\n$/);
  });

  for (const args of ["--help", "run --help", "plan schema", "plan validate", "run --dry-run"]) {
    it(`ends in one line where the output of ${JSON.stringify(args)} cannot be written`, {
      skip: process.platform !== "linux",
    }, () => {
      const line = `"${process.execPath}" src/bin.js ${args} >/dev/full`;
      const { status, stderr } = spawnSync("sh", ["-c", line], { cwd: PROJECT, encoding: "utf8" });
      assert.match(stderr, /^OMNI5017 {2}Standard output cannot be written: ENOSPC: .*\n$/);
      assert.equal(status, 5);
    });
  }

  for (const [args, exitCode, code] of [
    [["run", "--json", "--plan", "package.json"], 3, "OMNI2004"],
    [["run", "--json", "--frobnicate"], 2, "OMNI5010"],
    [["run", "--json", "--stage", "x"], 2, "OMNI2001"],
    [["run", "--json", "--rpc-url", "ftp://x"], 2, "OMNI3020"],
    [["run", "--json", "--rpc-url", "http://127.0.0.1:1"], 5, "OMNI3021"],
    [["run", "--json", "--out", "package.json"], 2, "OMNI5022"],
    [["run", "--json", "--out", "/"], 2, "OMNI5022"],
    [["verify", "--json", ".", "--root", "x"], 2, "OMNI5010"],
    [["verify", "--json", ".", "--engine", "edr"], 2, "OMNI5010"],
    [["verify", "--json", ".", "--replay", "--engine", "geth"], 2, "OMNI5010"],
  ] as const) {
    it(`answers ${JSON.stringify(args)} with one JSON document`, async () => {
      const ended = await bin(...args);
      const { format, error } = JSON.parse(ended.stdout);
      assert.deepEqual([format, error.code], ["omnisovereign-error/1", code]);
      assert.deepEqual([ended.exitCode, ended.stderr], [exitCode, ""]);
    });
  }

  it("ends quietly when its reader leaves early", () => {
    const pipeline = `"${process.execPath}" src/bin.js plan schema | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", pipeline], { cwd: PROJECT, encoding: "utf8" });
    assert.deepEqual([stdout, stderr], ["{\n0\n", ""]);
  });
});
