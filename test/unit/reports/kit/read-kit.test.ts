import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { loadProject } from "../../../../src/plan/project.ts";
import { composeKit } from "../../../../src/reports/kit/compose-kit.ts";
import { NATIONAL_CHECKS } from "../../../../src/reports/kit/national-checks.ts";
import { readKit } from "../../../../src/reports/kit/read-kit.ts";
import { toJson } from "../../../../src/support/json.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { sha256 } from "../../../../src/system/files.ts";

const loaded = await loadProject("plans/omnisovereign/project-plan.omnisovereign.json", {
  folder: resolve(import.meta.dirname, "../../../.."),
});
assert.ok(loaded.ok);
const REPORT = { path: artefactPath("asi-takeoff-report.md"), sha256: sha256("# Report\n") };
const KIT = composeKit({
  layer: "national",
  checks: NATIONAL_CHECKS,
  project: loaded.project,
  logs: null,
  scripts: [{ stage: "takeoff", script: "takeoff", manifest: REPORT, blocks: null }],
  files: [
    {
      artefact: { ...REPORT, bytes: 9, stage: "takeoff", kind: "report" },
      content: Buffer.from("# Report\n"),
    },
  ],
  summary: REPORT,
  included: null,
  controlScripts: [],
});

test("a kit is read as it was composed", () => {
  assert.deepEqual(readKit(toJson(KIT)), { ok: true, value: KIT });
});

test("a kit that lacks a part, has one more, or another value there is none", () => {
  for (const name of Object.keys(KIT)) {
    const { [name]: _, ...rest } = KIT as unknown as Record<string, unknown>;
    assert.equal(readKit(toJson(rest)).ok, false, name);
    assert.equal(readKit(toJson({ ...KIT, [name]: true })).ok, false, name);
  }
  assert.equal(readKit(toJson({ ...KIT, more: 1 })).ok, false);
});

test("a kit in another spelling is none", () => {
  assert.deepEqual(readKit(JSON.stringify(KIT)), {
    ok: false,
    problem: "is not in the spelling that the product writes",
  });
});
