import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { keptMission } from "../../support/kept-missions.ts";

const ROOT = join(import.meta.dirname, "../../..");
const MOST_LINES = 30;
const [, recipe = ""] =
  /```js\n([\s\S]+?)```/.exec(readFileSync(join(ROOT, "docs/verification.md"), "utf8")) ?? [];

/** Runs what the documentation shows to whoever has not this program, where the package is that it asks for. */
function check(dossier: string) {
  const args = ["--input-type=module", "-", dossier];
  return spawnSync(process.execPath, args, { input: recipe, cwd: ROOT, encoding: "utf8" });
}

test("a reader without this program finds every root of the files in the journal, and misses one of a changed file", async (t) => {
  const folder = join(mkdtempSync(join(tmpdir(), "omnisovereign-")), "dossier");
  t.after(() => rmSync(join(folder, ".."), { recursive: true }));
  cpSync(join((await keptMission("shared")).out, "omnisovereign/dossier"), folder, { recursive: true });
  const honest = check(folder);
  assert.equal(honest.status, 0, honest.stderr);
  const [, roots] = /^(\d+) roots, of which the journal has all but \[\]\n$/.exec(honest.stdout) ?? [];
  assert.ok(Number(roots) > 2 + 6 + 3, honest.stdout);
  appendFileSync(join(folder, "data/reports/asi-global/receipts/consensus.json"), "\n");
  assert.match(
    check(folder).stdout,
    /all but \[ 'votes', 'omnisovereign\/receipts\/anchors\/[a-z-]+\.json' \]/,
  );
  appendFileSync(join(folder, "data/reports/localhost/asi-takeoff/asi-takeoff-report.md"), "\n");
  const lying = check(folder);
  assert.equal(lying.status, 3, lying.stdout);
});

test("what such a reader has to run fits on a page", () => {
  const lines = recipe.split("\n").filter((line) => line.trim() !== "");
  assert.ok(lines.length <= MOST_LINES, `${lines.length} lines`);
});
