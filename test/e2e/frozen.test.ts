import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { differencesFrom, readLock, recordOf } from "../../src/dossier/locking.ts";
import { copyOfMission, keptMission } from "../support/kept-missions.ts";
import { bin, PROJECT } from "./bin.ts";

const SHIPPED = join(PROJECT, "plans/omnisovereign/omnisovereign.lock");

it("the shipped plan's lock is what its mission leaves", { timeout: 300_000 }, async () => {
  const lock = await readLock(SHIPPED);
  const { out } = await keptMission("shared");
  assert.ok(lock);
  const differences = differencesFrom(lock, recordOf(join(out, "omnisovereign/dossier")));
  assert.deepEqual(differences.slice(0, 5), [], 'see "Locks" in CONTRIBUTING.md');
});

describe("a frozen run", { timeout: 300_000 }, () => {
  let folder: string;
  let out: string;
  let plan: string;
  let lock: string;
  before(async () => {
    out = await copyOfMission("one job");
    folder = mkdtempSync(join(tmpdir(), "omnisovereign-"));
    plan = join(folder, "plan.json");
    lock = join(folder, "omnisovereign.lock");
    cpSync(join(PROJECT, "test/fixtures/plans/one-job.json"), plan);
  });
  after(() => {
    for (const each of [out, folder]) rmSync(each, { recursive: true });
  });

  const run = (...flags: string[]) =>
    bin("run", "--frozen", "--plan", plan, "--out", out, "--quiet", ...flags);
  const relock = (...flags: string[]) => bin("lock", "--plan", plan, "--out", out, ...flags);

  it("is refused without a lock, and starts nothing", async () => {
    const { exitCode, stdout, stderr } = await run();
    assert.deepEqual([exitCode, stdout, stderr.slice(0, 8)], [2, "", "OMNI4201"]);
  });

  it("keeps to a lock that the run before has left", async () => {
    assert.match((await relock()).stdout, /omnisovereign\.lock is written, with root [0-9a-f]{64}\.\n$/);
    const { exitCode, stdout } = await run("--resume");
    assert.equal(exitCode, 0);
    assert.match(stdout, /\nlock {5}every output is the locked one\n\nView /);
    assert.match((await relock()).stdout, /omnisovereign\.lock holds: /);
  });

  it("takes other code for no failure where all comes out the same", async () => {
    const written = readFileSync(lock, "utf8");
    writeFileSync(lock, written.replace(/"code": "[0-9a-f]{64}"/, `"code": "${"0".repeat(64)}"`));
    const { exitCode, stdout } = await run("--resume");
    assert.equal(exitCode, 0);
    assert.match(
      stdout,
      /\nlock {5}made by omnisovereign .*, and this is omnisovereign .*\nlock {5}every output/,
    );
    writeFileSync(lock, written);
  });

  it("fails on what differs first, with file and field, until that is taken over", async () => {
    const written = JSON.parse(readFileSync(lock, "utf8"));
    const output = written.stages[0].outputs.find(({ path }: { path: string }) =>
      path.endsWith("/mission.json"),
    );
    const [kind, digests] = output.outline.split(":");
    Object.assign(output, { sha256: "0".repeat(64), outline: `${kind}:000000${digests.slice(6)}` });
    writeFileSync(lock, `${JSON.stringify(written, null, 2)}\n`);
    const { exitCode, stdout } = await run("--resume");
    assert.equal(exitCode, 4);
    assert.match(
      stdout,
      /\nOMNI4204 {2}.* first in stage "takeoff": ".*\/mission\.json" is changed at \/format\. 1 file differs\./,
    );
    const { error, frozen } = JSON.parse((await run("--resume", "--json")).stdout);
    assert.deepEqual([error.code, frozen.equal, frozen.differences.length], ["OMNI4204", false, 1]);
    const review = await relock();
    assert.equal(review.exitCode, 1);
    assert.match(review.stdout, /^takeoff {2}\S+mission\.json {2}changed {2}\/format\n/);
    assert.equal((await relock("--update")).exitCode, 0);
    assert.equal((await relock()).exitCode, 0);
  });

  it("refuses other plans before anything starts, and a dossier of other plans is not locked", async () => {
    writeFileSync(plan, readFileSync(plan, "utf8").replace("38500", "38499"));
    const { exitCode, stdout, stderr } = await run();
    assert.deepEqual([exitCode, stdout, stderr.slice(0, 8)], [4, "", "OMNI4203"]);
    const refused = await relock("--update");
    assert.deepEqual([refused.exitCode, refused.stderr.slice(0, 8)], [1, "OMNI4205"]);
    assert.ok(existsSync(lock));
  });
});
