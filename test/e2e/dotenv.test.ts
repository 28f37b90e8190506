import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { parse } from "dotenv";
import { CHAIN_ID } from "../../src/chain/constants.ts";
import { ENVIRONMENT_DEFAULTS } from "../../src/run/script-command.ts";
import { PROJECT } from "./bin.ts";

const EXAMPLES = ["plans/asi-takeoff/env.example", "plans/asi-global/env.example"];
const NOT_SET = {
  OMNISOVEREIGN_OUT: undefined,
  OMNISOVEREIGN_PLAN: undefined,
  RPC_URL: undefined,
  CHAIN_ID: undefined,
};

describe("a .env", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(() => copyFileSync(join(PROJECT, EXAMPLES[0] ?? ""), join(folder, ".env")));

  /** The script that says at once where it looked, because nothing is there. */
  function build(env: NodeJS.ProcessEnv) {
    const script = join(PROJECT, "src/stages/dossier/build.ts");
    return spawnSync(process.execPath, [script], {
      cwd: folder,
      env: { ...process.env, ...NOT_SET, ...env },
      encoding: "utf8",
    });
  }

  it("made of an example changes no default", () => {
    for (const example of EXAMPLES) {
      assert.deepEqual(parse(readFileSync(join(PROJECT, example))), {
        RPC_URL: "http://127.0.0.1:8545",
        CHAIN_ID: String(CHAIN_ID),
        ...ENVIRONMENT_DEFAULTS,
      });
    }
    assert.match(build({}).stderr, /^OMNI4011 /);
    assert.ok(!existsSync(join(folder, "reports")));
  });

  it("names the plan for every command that a run would take here", () => {
    writeFileSync(join(folder, ".env"), "OMNISOVEREIGN_PLAN=mine.json\n");
    for (const command of ["run", "plan validate", "plan graph", "plan explain", "plan format"]) {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [join(PROJECT, "src/bin.js"), ...command.split(" ")],
        { cwd: folder, env: { ...process.env, ...NOT_SET }, encoding: "utf8" },
      );
      assert.match(stdout + stderr, /^mine\.json:1:1 {2}OMNI1001 /, command);
    }
  });

  it("is read by scripts", () => {
    writeFileSync(join(folder, ".env"), "OMNISOVEREIGN_PLAN=plans/missing.json\n");
    assert.match(build({}).stderr, /^plans\/missing\.json:1:1 {2}OMNI1001 /);
  });

  it("never overrides the environment", () => {
    writeFileSync(join(folder, ".env"), "OMNISOVEREIGN_PLAN=plans/missing.json\n");
    assert.match(build({ OMNISOVEREIGN_PLAN: "plans/other.json" }).stderr, /^plans\/other\.json:1:1 /);
  });

  it("that names another chain is refused", () => {
    writeFileSync(join(folder, ".env"), "CHAIN_ID=1\n");
    const { status, stderr } = build({});
    assert.equal(status, 2);
    assert.match(stderr, /^OMNI2005 {2}CHAIN_ID is "1", but rehearsals run on chain 31337 only\. /);
  });
});
