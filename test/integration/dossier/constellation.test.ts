import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Constellation } from "../../../src/model/constellation.ts";
import { keptMission } from "../../support/kept-missions.ts";

/** How many arrows of the mission that left its dossier there have each status. */
function statuses(out: string): Record<string, number> {
  const path = join(out, "omnisovereign/dossier/data/constellation.json");
  const { arrows }: Constellation = JSON.parse(readFileSync(path, "utf8"));
  const counts = [...Map.groupBy(arrows, ({ status }) => status)].map(([status, some]) => [
    status,
    some.length,
  ]);
  return Object.fromEntries(counts);
}

test("no arrow is left to come once all five stages have run", async () => {
  assert.deepEqual(statuses((await keptMission("shared")).out), { proved: 25 });
});

test("a mission without a planet owes none of its arrows", async () => {
  const counts = statuses((await keptMission("foreign")).out);
  assert.deepEqual(counts, { proved: 15, "not exercised": 1, "not in this mission": 9 });
});
