import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { keptMission } from "../../support/kept-missions.ts";

const PAGE = new URL("../../../docs/verification.md", import.meta.url);
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Runs what the documentation shows to whoever has not this program. */
function check(dossier: string) {
  const [, script = ""] = /```python\n([\s\S]+?)```/.exec(readFileSync(PAGE, "utf8")) ?? [];
  return spawnSync("python3", ["-", dossier], { input: script, encoding: "utf8" });
}

test("a reader without this program finds every root of the files in the journal, and misses one of a changed file", {
  skip: !hasPython && "there is no Python here",
}, async (t) => {
  const folder = join(mkdtempSync(join(tmpdir(), "omnisovereign-")), "dossier");
  t.after(() => rmSync(join(folder, ".."), { recursive: true }));
  cpSync(join((await keptMission("shared")).out, "omnisovereign/dossier"), folder, { recursive: true });
  const honest = check(folder);
  assert.equal(honest.status, 0, honest.stderr);
  const [, found, all] = /^(\d+) of (\d+) roots stand in the journal\n$/.exec(honest.stdout) ?? [];
  assert.ok(found === all && Number(all) > 2 + 6, honest.stdout);
  appendFileSync(join(folder, "data/reports/asi-global/receipts/consensus.json"), "\n");
  const lying = check(folder);
  assert.equal(lying.status, 1);
  assert.match(lying.stdout, / votes/);
});
