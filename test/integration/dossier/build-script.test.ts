import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { scanJournal } from "../../../src/chain/journal/journal-reader.ts";
import { openWal } from "../../../src/chain/journal/wal.ts";
import { writeStageManifest } from "../../../src/dossier/stage-manifest.ts";
import { PATHS } from "../../../src/model/layout.ts";
import { verifyBag } from "../../../src/verify/verify-bag.ts";
import { put, temporaryFolder } from "../../unit/dossier/fixture.ts";

const PROJECT = join(import.meta.dirname, "../../..");
const SCRIPT = join(PROJECT, "src/stages/dossier/build.ts");

async function leaveStage(t: TestContext): Promise<string> {
  const out = temporaryFolder(t);
  await (await openWal(out)).close();
  await put(out, "asi-takeoff/owner.mmd", "graph TD\n");
  await writeStageManifest({
    out,
    stage: "atlas",
    script: "owner:diagram",
    blocks: null,
    inputs: [],
    outputs: ["asi-takeoff/owner.mmd"],
  });
  return out;
}

function build(out: string, env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [SCRIPT], {
    cwd: PROJECT,
    encoding: "utf8",
    env: { ...process.env, OMNISOVEREIGN_OUT: out, ...env },
  });
}

test("builds a dossier that verifies, and prints its root", async (t) => {
  const out = await leaveStage(t);
  const { status, stdout, stderr } = build(out);
  assert.equal(status, 0, stderr);
  const folder = join(out, PATHS.dossier);
  const report = await verifyBag(folder, { scanJournal });
  assert.deepEqual(report.findings, []);
  assert.match(stdout, new RegExp(`^root +${report.root}$`, "m"));
  const plan = "plans/omnisovereign/project-plan.omnisovereign.json";
  assert.deepEqual(readFileSync(join(folder, "data", plan)), readFileSync(join(PROJECT, plan)));
});

test("two builds in two folders have one root", async (t) => {
  const roots = [await leaveStage(t), await leaveStage(t)].map(
    (out) => /^root.*$/m.exec(build(out).stdout)?.[0],
  );
  assert.match(roots[0] ?? "", /[0-9a-f]{64}/);
  assert.equal(roots[0], roots[1]);
});

test("names what has changed and builds nothing", async (t) => {
  const out = await leaveStage(t);
  appendFileSync(join(out, "asi-takeoff/owner.mmd"), "more\n");
  const { status, stderr } = build(out);
  assert.equal(status, 1);
  assert.match(stderr, /^OMNI4002 {2}"reports\/asi-takeoff\/owner\.mmd" .*npm run owner:diagram/m);
  assert.match(stderr, /^OMNI4015 /m);
  assert.ok(!existsSync(join(out, PATHS.dossier)));
});

test("ends with the plan's exit code when the plan cannot be loaded", async (t) => {
  const out = await leaveStage(t);
  await put(out, "broken.json", "{");
  const { status, stderr } = build(out, { OMNISOVEREIGN_PLAN: join(out, "broken.json") });
  assert.equal(status, 3);
  assert.match(stderr, /^OMNI2004 /m);
});
