import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Constellation } from "../../../src/model/constellation.ts";
import type { Dossier } from "../../../src/model/dossier.ts";
import { renderDossier } from "../../../src/render/dossier-markdown.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";

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
    hardfork: "osaka",
    genesisHash: `0x${"1".repeat(64)}`,
    blocks: 57,
    transactions: 812,
    stateRoot: `0x${"2".repeat(64)}`,
  },
  stages: [
    { id: "takeoff", scripts: ["demo:asi-takeoff:local"], digest: sha256("takeoff"), files: 1 },
    { id: "kit", scripts: ["demo:asi-takeoff:kit", "demo:asi-global:kit"], digest: sha256("kit"), files: 1 },
  ],
  constellation: {
    path: artefactPath("constellation.json"),
    sha256: sha256("constellation"),
    proved: 1,
    toCome: 2,
    notExercised: 0,
    notInThisMission: 0,
  },
  jurisdictions: [
    {
      kind: "city",
      name: "Aster <b>Bay</b>",
      jobs: [
        {
          id: "GRID",
          title: "Survey | map\n# all",
          outcome: "approved",
          reward: "1500500000000000000000",
          receipt: file("reports/jobs/grid/finalize.json", null, "receipt"),
        },
      ],
    },
  ],
  transnational: {
    reserves: [{ holder: "Treasury", received: "3", paid: "5", held: "-2" }],
    flows: [
      {
        from: "[me](javascript:x)",
        to: "Treasury",
        amount: "1000000000000000000",
        transaction: `0x${"3".repeat(64)}`,
        receipt: file("reports/asi-global/receipts/treasury.json", null, "receipt"),
      },
    ],
  },
  files: [
    file("journal.jsonl", null, "journal"),
    file("plans/a_b/plan.json", null, "plan"),
    file("reports/asi-takeoff/receipts/deploy.json", "takeoff", "receipt"),
    file("reports/asi-takeoff/governance-kit.json", "kit", "kit"),
  ],
};

const CONSTELLATION: Constellation = {
  format: "omnisovereign-constellation/1",
  groups: [
    {
      id: "Layer",
      label: "A layer",
      nodes: [
        { id: "N0", label: "Orchestrator mission@v2" },
        { id: "N1", label: "Receipts & Logs" },
      ],
    },
  ],
  participants: [
    { id: "Nation", label: "Nation Run (demo:asi-takeoff)" },
    { id: "Telemetry", label: "Reporting Stack" },
  ],
  arrows: [
    {
      diagram: "constellation",
      from: "N0",
      to: "N1",
      label: "plans jobs",
      stage: "takeoff",
      status: "proved",
      evidence: [
        {
          path: artefactPath("reports/a.json"),
          sha256: sha256("a"),
          transaction: `0x${"4".repeat(64)}`,
          pointer: "/transactions/0/events/1",
        },
        { path: artefactPath("reports/a.mmd"), sha256: sha256("b"), pointer: "" },
      ],
    },
    {
      diagram: "constellation",
      from: "N1",
      to: "N0",
      label: "",
      stage: "owner",
      status: "to come",
      evidence: [],
    },
    {
      diagram: "lifecycle",
      from: "Telemetry",
      to: "Nation",
      label: "Feed set-points",
      stage: "thermodynamics",
      status: "to come",
      evidence: [],
    },
  ],
};

test("shows a stranger what is there and how to check it", (t) => {
  const snapshot = join(import.meta.dirname, "../../snapshots/dossier.md");
  t.assert.fileSnapshot(renderDossier(DOSSIER, CONSTELLATION), snapshot, { serializers: [(text) => text] });
});

test("names every file once, with the ends of its digest", () => {
  const markdown = renderDossier(DOSSIER, CONSTELLATION);
  for (const { path, sha256: digest } of DOSSIER.files) {
    assert.equal(markdown.split(`| \`${path}\` |`).length, 2, path);
    assert.ok(markdown.includes(`\`${digest.slice(0, 4)}…${digest.slice(-4)}\``), path);
  }
});
