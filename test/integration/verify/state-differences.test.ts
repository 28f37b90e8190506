import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { scanJournal } from "../../../src/chain/journal/journal-reader.ts";
import { PAGE, STATE_DIFFERENCES } from "../../../src/dossier/bag.ts";
import { LOCK_FILE, readLock, recordOf } from "../../../src/dossier/locking.ts";
import { PATHS } from "../../../src/model/layout.ts";
import type { StateDifferences } from "../../../src/model/state-differences.ts";
import { sha256 } from "../../../src/system/files.ts";
import { leaveState } from "../../../src/verify/check-state.ts";
import { leavePage } from "../../../src/verify/leave-page.ts";
import { verifyBag } from "../../../src/verify/verify-bag.ts";
import { verifyDossier } from "../../../src/verify/verify-dossier.ts";
import { copyOfMission } from "../../support/kept-missions.ts";

const MOST_PAGE_BYTES = 3_000_000;
const LOCK = join(import.meta.dirname, "../../../plans/omnisovereign", LOCK_FILE);

test("the shared mission writes nothing that nobody knows, what it changes is as its lock pins it, and its page shows it", async (t) => {
  const out = await copyOfMission("shared");
  t.after(() => rm(out, { recursive: true, force: true }));
  const dossier = join(out, PATHS.dossier);
  const { report, replayed } = await verifyDossier(dossier, { replay: true, engine: "ethereumjs" });
  assert.deepEqual(report.findings, []);
  const told = replayed?.state?.told;
  assert.ok(told);
  await leaveState(dossier, told);
  const text = readFileSync(join(dossier, STATE_DIFFERENCES.document), "utf8");
  assert.equal(sha256(text), told.digest);
  const { stages, decisions } = JSON.parse(text) as StateDifferences;
  assert.deepEqual(
    stages.map(({ stage }) => stage),
    ["takeoff", "global", "owner", "thermodynamics"],
  );
  assert.deepEqual(
    decisions.map(({ stage, title, changes }) => [stage, title !== null, changes.length > 0]),
    decisions.map(() => ["global", true, true]),
  );
  assert.ok(decisions.length > 0);
  assert.deepEqual(await leavePage(dossier), [PAGE]);
  const page = readFileSync(join(dossier, PAGE), "utf8");
  assert.ok(page.length < MOST_PAGE_BYTES, `${page.length} bytes`);
  assert.ok(page.includes(told.digest));
  for (const { transaction } of decisions)
    for (const part of [`href="#changed-${transaction}"`, `id="changed-${transaction}"`])
      assert.ok(page.includes(part), part);
  const { verdict, root } = await verifyBag(dossier, { scanJournal });
  assert.deepEqual([verdict, root], ["intact", report.root], "the root is as it was");
  assert.equal(recordOf(dossier).lock.stateDifferences, told.digest);
  assert.equal((await readLock(LOCK))?.stateDifferences, told.digest);
});
