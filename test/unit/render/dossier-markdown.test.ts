import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Dossier } from "../../../src/model/dossier.ts";
import { renderDossier } from "../../../src/render/dossier-markdown.ts";
import { sha256 } from "../../../src/support/files.ts";
import { artefactPath } from "../../../src/support/paths.ts";

const file = (path: string, stage: string | null, kind: Dossier["files"][number]["kind"]) => ({
  path: artefactPath(path),
  sha256: sha256(path),
  bytes: path.length,
  stage,
  kind,
});

const DOSSIER: Dossier = {
  format: "omnisovereign-dossier/1",
  plan: { path: artefactPath("plans/a_b/plan.json"), sha256: sha256("plan") },
  chain: {
    chainId: 31337,
    hardfork: "prague",
    genesisHash: `0x${"1".repeat(64)}`,
    blocks: 57,
    transactions: 812,
    stateRoot: `0x${"2".repeat(64)}`,
  },
  stages: [
    { id: "takeoff", scripts: ["demo:asi-takeoff:local"], digest: sha256("takeoff"), files: 1 },
    { id: "kit", scripts: ["demo:asi-takeoff:kit", "demo:asi-global:kit"], digest: sha256("kit"), files: 1 },
  ],
  files: [
    file("journal.jsonl", null, "journal"),
    file("plans/a_b/plan.json", null, "plan"),
    file("reports/asi-takeoff/receipts/deploy.json", "takeoff", "receipt"),
    file("reports/asi-takeoff/governance-kit.json", "kit", "kit"),
  ],
};

test("shows a stranger what is there and how to check it", (t) => {
  const snapshot = join(import.meta.dirname, "../../snapshots/dossier.md");
  t.assert.fileSnapshot(renderDossier(DOSSIER), snapshot, { serializers: [(text) => text] });
});

test("names every file once, with its digest", () => {
  const markdown = renderDossier(DOSSIER);
  for (const { path, sha256: digest } of DOSSIER.files) {
    assert.equal(markdown.split(`| \`${path}\` |`).length, 2, path);
    assert.ok(markdown.includes(digest), path);
  }
});
