import assert from "node:assert/strict";
import { resolve } from "node:path";
import { loadProject } from "../../../../src/plan/project.ts";
import { composeKit } from "../../../../src/reports/kit/compose-kit.ts";
import type { CollectedFile } from "../../../../src/reports/kit/kit-receipts.ts";
import { NATIONAL_CHECKS } from "../../../../src/reports/kit/national-checks.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { sha256 } from "../../../../src/system/files.ts";

const TEXT = "# Report\n\nNothing happened.\n";

const loaded = await loadProject("plans/omnisovereign/project-plan.omnisovereign.json", {
  folder: resolve(import.meta.dirname, "../../../.."),
});
assert.ok(loaded.ok);
const REPORT = { path: artefactPath("asi-takeoff-report.md"), sha256: sha256(TEXT) };
/** All that the kit covers. */
export const FILES: readonly CollectedFile[] = [
  {
    artefact: { ...REPORT, bytes: TEXT.length, stage: "takeoff", kind: "report" },
    content: Buffer.from(TEXT),
  },
];

/** A national kit of a report and no receipt. */
export const KIT = composeKit({
  layer: "national",
  checks: NATIONAL_CHECKS,
  project: loaded.project,
  logs: null,
  scripts: [{ stage: "takeoff", script: "takeoff", manifest: REPORT, blocks: null }],
  files: FILES,
  summary: REPORT,
  included: null,
  controlScripts: [],
});
