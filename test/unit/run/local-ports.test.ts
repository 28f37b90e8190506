import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { npmEnvironment } from "../../../src/run/local-ports.ts";

test("scripts run under the runtime of the run, whichever the PATH names first", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "older"));
  writeFileSync(join(folder, "older/node"), "#!/bin/sh\necho v1.0.0\n", { mode: 0o755 });
  const PATH = [join(folder, "older"), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, ...npmEnvironment({ PATH }) };
  const { stdout } = spawnSync("node", ["--version"], { env, encoding: "utf8" });
  assert.equal(stdout.trim(), process.version);
});

test("npm finds a script whatever its settings say of workspaces", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: { hello: "echo hello" } }));
  writeFileSync(join(folder, ".npmrc"), "workspaces=true\n");
  const env = { ...process.env, npm_config_workspaces: "true", ...npmEnvironment(process.env) };
  const { stdout } = spawnSync("npm", ["run", "hello"], { cwd: folder, env, encoding: "utf8" });
  assert.equal(stdout.trim(), "hello");
});
