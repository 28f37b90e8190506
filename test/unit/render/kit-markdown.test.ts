import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { GovernanceKit } from "../../../src/model/kit.ts";
import { renderKit } from "../../../src/render/kit-markdown.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";
import { assertHarmless, HOSTILE } from "./tables.ts";

const file = (path: string) => ({ path: artefactPath(path), sha256: sha256(path) });
const plan = (path: string, initiative: string) => ({ path, sha256: sha256(path), initiative });
const COUNTS = { artefacts: 2, bytes: 300, jobs: 1, jobsApproved: 1, checks: 2, checksDone: 1 };

const KIT: GovernanceKit = {
  format: "omnisovereign-kit/1",
  layer: "planetary",
  plan: plan("plans/shared.json", "Shared mission"),
  layerPlan: plan("plans/global.json", HOSTILE),
  counts: COUNTS,
  includes: {
    ...file("localhost/asi-takeoff/governance-kit.json"),
    bytes: 100,
    merkleRoot: `0x${"1".repeat(64)}`,
    counts: COUNTS,
    jurisdictions: [{ kind: "city", name: "Aster Bay", jobs: 1, approved: 1 }],
  },
  scripts: [
    {
      stage: "global",
      script: "demo:asi-global",
      manifest: file("manifests/demo-asi-global.json"),
      blocks: { first: 5, last: 9, stateRoot: `0x${"2".repeat(64)}` },
    },
  ],
  summary: file("asi-global/asi-global-report.md"),
  checklist: [
    {
      id: "a",
      question: "Is it done?",
      status: "done",
      finding: "yes",
      evidence: ["1", "2", "3", "4"].map((name) => artefactPath(`asi-global/receipts/${name}.json`)),
      transactions: [],
    },
    { id: "b", question: "And this?", status: "open", finding: HOSTILE, evidence: [], transactions: [] },
  ],
  governance: {
    principals: [{ office: "owner", label: HOSTILE, address: null }],
    quadraticVoting: { contract: "QuadraticGovernor", timelock: "t.eth", executionDelaySeconds: 259_200 },
    thermostat: {
      initialTemperature: "0.25",
      emergencyTemperature: "0.46",
      minimumTemperature: "0.125",
      maximumTemperature: "0.92",
    },
    controlScripts: [
      { plan: "plans/shared.json", name: HOSTILE, command: HOSTILE, comparison: "no script of this project" },
    ],
    roles: [{ role: "ADMIN", holders: [{ address: "0x1", name: HOSTILE, delaySeconds: 0 }] }],
  },
  participants: {
    council: [{ handle: "north.eth", role: HOSTILE, stake: "10" }],
    validators: [{ handle: "v.eth", mandate: "grid", stake: "5" }],
    agents: [{ handle: "a.eth", role: "desk" }],
  },
  jurisdictions: [
    {
      kind: "region",
      name: "NORDIC",
      jobs: [{ id: "J", title: HOSTILE, agent: "a.eth", reward: "1.5", outcome: "approved" }],
    },
  ],
  artefacts: [{ ...file("asi-global/receipts/1.json"), bytes: 300, stage: "global", kind: "receipt" }],
  merkleRoot: `0x${"3".repeat(64)}`,
  logs: artefactPath(".omnisovereign/logs"),
};

const SURROUNDINGS = {
  at: "asi-global/governance-kit.md",
  report: "# Report\n\nWhat happened.\n\n## Details\n\nLeft out.\n",
};

test("tells whoever governs what is done, what is open, and on what evidence", (t) => {
  const snapshot = join(import.meta.dirname, "../../snapshots/governance-kit.md");
  t.assert.fileSnapshot(renderKit(KIT, SURROUNDINGS), snapshot, { serializers: [(text) => text] });
});

test("lets no text of a plan become markup, and keeps every table whole", () => {
  assertHarmless(renderKit(KIT, SURROUNDINGS));
});

test("links to files from where the kit lies", () => {
  assert.match(
    renderKit(KIT, { ...SURROUNDINGS, at: "a/b/kit.md" }),
    /^\[r\d+\]: \.\.\/\.\.\/asi-global\/receipts\/1\.json$/m,
  );
});

test("asks no question of a layer that the mission does not have, and says so", () => {
  const nothing = { artefacts: 0, bytes: 0, jobs: 0, jobsApproved: 0, checks: 0, checksDone: 0 };
  const markdown = renderKit(
    {
      ...KIT,
      layerPlan: null,
      counts: nothing,
      checklist: [],
      jurisdictions: [],
      artefacts: [],
      summary: null,
    },
    SURROUNDINGS,
  );
  assert.match(markdown, /has no such layer: nothing of it ran, and nothing of\sit can be answered\./);
  assert.match(markdown, /No question was asked/);
  assert.doesNotMatch(markdown, /\b0 of 0\b|both layers/);
});

test("says of an included layer without jobs that it has none, not that none of none was approved", () => {
  const includes = { ...KIT.includes, counts: { ...COUNTS, jobs: 0, jobsApproved: 0 }, jurisdictions: [] };
  const markdown = renderKit({ ...KIT, includes } as GovernanceKit, SURROUNDINGS);
  assert.match(markdown, /\| Jobs \| none of its own \|/);
});

test("says why nothing can be voted on", () => {
  const votingOf = (council: GovernanceKit["participants"]["council"]) =>
    /\| Voting \| (.*) \|/.exec(
      renderKit(
        {
          ...KIT,
          governance: { ...KIT.governance, quadraticVoting: null },
          participants: { ...KIT.participants, council },
        },
        SURROUNDINGS,
      ),
    )?.[1];
  assert.equal(votingOf([]), "none: the plan names no council");
  assert.equal(votingOf(KIT.participants.council), "none: the mission has no planetary layer");
});
