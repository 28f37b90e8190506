import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runsOverTime } from "../../../src/dossier/runs-over-time.ts";
import { buildSmallDossier, put, temporaryFolder } from "./fixture.ts";

const MISSION = "data/reports/localhost/asi-takeoff/receipts/mission.json";

test("each run is told of with what changed since the one before", async (t) => {
  const out = temporaryFolder(t);
  const { folder } = await buildSmallDossier(out);
  const copy = join(out, "copy");
  cpSync(folder, copy, { recursive: true });
  await put(copy, MISSION, '{"jobs":[{"id":"A","outcome":"rejected"}]}\n');
  const { runs, findings } = await runsOverTime([folder, folder, copy]);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    runs.map(({ since }) => since && [since.equal, since.meaning.outcomes, since.files]),
    [null, [true, 0, 0], [false, 1, 1]],
  );
  assert.equal(runs[2]?.since?.first, MISSION.slice("data/".length));
});

test("an output folder stands for the dossier in it, and what is none is named", async (t) => {
  const out = temporaryFolder(t);
  const { folder } = await buildSmallDossier(out);
  const { runs, findings } = await runsOverTime([out, join(out, "missing")]);
  assert.deepEqual(
    runs.map(({ dossier }) => dossier),
    [folder],
  );
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["OMNI4130"],
  );
});
