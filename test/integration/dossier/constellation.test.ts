import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import type { Constellation } from "../../../src/model/constellation.ts";
import { temporaryFolder } from "../../unit/dossier/fixture.ts";

const PROJECT = join(import.meta.dirname, "../../..");

async function runMission(out: string, plan: string): Promise<Constellation> {
  await promisify(execFile)(
    process.execPath,
    ["src/bin.js", "run", "--out", out, "--plan", plan, "--quiet"],
    {
      cwd: PROJECT,
    },
  );
  const path = join(out, "omnisovereign/dossier/data/constellation.json");
  return JSON.parse(readFileSync(path, "utf8"));
}

function statuses({ arrows }: Constellation): Record<string, number> {
  const counts = [...Map.groupBy(arrows, ({ status }) => status)].map(([status, some]) => [
    status,
    some.length,
  ]);
  return Object.fromEntries(counts);
}

test("no arrow is left to come once all five stages have run", async (t) => {
  const out = temporaryFolder(t);
  const plan = "plans/omnisovereign/project-plan.omnisovereign.json";
  assert.deepEqual(statuses(await runMission(out, plan)), { proved: 25 });
});

test("a mission without a planet owes none of its arrows", async (t) => {
  const out = temporaryFolder(t);
  const counts = statuses(await runMission(out, "test/fixtures/plans/foreign.json"));
  assert.deepEqual(counts, { proved: 15, "not exercised": 1, "not in this mission": 9 });
});

test("a plan that asks for no drills has its dossier, and the arrows that nothing exercised say so", async (t) => {
  const out = temporaryFolder(t);
  const counts = statuses(await runMission(out, "test/fixtures/plans/undrilled.json"));
  assert.deepEqual(counts, { proved: 10, "not exercised": 6, "not in this mission": 9 });
});
