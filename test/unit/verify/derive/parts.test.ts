import assert from "node:assert/strict";
import { test } from "node:test";
import { type JournalBlock, journalHeader } from "../../../../src/chain/journal/journal.ts";
import type { StageManifest } from "../../../../src/model/manifest.ts";
import type { LeftBy } from "../../../../src/model/receipt-contents.ts";
import { type Receipt, receiptPath } from "../../../../src/model/receipts.ts";
import { SCRIPTS, type ScriptId, scriptSlug } from "../../../../src/model/scripts.ts";
import { artefactPath } from "../../../../src/support/paths.ts";
import { sha256 } from "../../../../src/system/files.ts";
import { partsOf } from "../../../../src/verify/derive/parts.ts";

const HEADER = journalHeader({ hash: "0x", stateRoot: "0x", timestamp: 1 });

/** A journal with so many blocks of each script. */
function journalOf(...runs: readonly (readonly [ScriptId, number])[]) {
  const scripts = runs.flatMap(([id, count]) => Array<ScriptId>(count).fill(id));
  const blocks = scripts.map(
    (id, index) => ({ number: index + 1, script: SCRIPTS[id].name }) as JournalBlock,
  );
  return { header: HEADER, blocks };
}

function manifestOf(id: ScriptId, more: Partial<StageManifest> = {}): StageManifest {
  const { name, stage } = SCRIPTS[id];
  return {
    format: "omnisovereign-manifest/1",
    stage,
    script: name,
    blocks: null,
    inputs: [],
    outputs: [],
    ...more,
  };
}

function anchorOf(by: ScriptId, ...left: readonly (readonly [ScriptId, LeftBy["outputs"]])[]) {
  const told = left.map(([id, outputs]) => ({ script: SCRIPTS[id].name, outputs }));
  const path = receiptPath("anchored", scriptSlug(SCRIPTS[by].name));
  return { id: "anchored", path, document: { left: told } } as unknown as Receipt<"anchored">;
}

const idsOf = (...args: Parameters<typeof partsOf>) => partsOf(...args).map(({ id }) => id);

const WHOLE = journalOf(["takeoff", 5], ["global", 4], ["pauseTest", 3], ["thermodynamics", 2]);

test("a journal alone stands for a whole run, in its order", () => {
  assert.deepEqual(idsOf(WHOLE, []), [
    ...["takeoff", "global", "nationalKit", "planetaryKit", "pauseTest"],
    ...["commandCenter", "missionControl", "parameters", "diagram", "dashboard", "settle", "thermodynamics"],
  ]);
});

test("with manifests, those act that left one, and those that the journal names", () => {
  const manifests = [manifestOf("takeoff"), manifestOf("nationalKit")];
  assert.deepEqual(idsOf(journalOf(["takeoff", 5], ["global", 1]), manifests), [
    "takeoff",
    "global",
    "nationalKit",
  ]);
});

test("who read at a block acts after the script that mined it, and before the next", () => {
  const manifests = [
    manifestOf("commandCenter", { readAt: 14 }),
    manifestOf("parameters", { readAt: 5 }),
    manifestOf("missionControl", { readAt: 12 }),
  ];
  assert.deepEqual(idsOf(WHOLE, manifests), [
    ...["takeoff", "parameters", "global", "pauseTest", "missionControl", "thermodynamics", "commandCenter"],
  ]);
});

test("who left something that an anchor has, and leaves something else now, acted twice", () => {
  const left = (path: string) => [{ path: artefactPath(path), sha256: sha256("") }];
  const chosen = { name: "own-kit" };
  const manifests = [
    ...[manifestOf("takeoff"), manifestOf("global"), manifestOf("pauseTest"), manifestOf("thermodynamics")],
    manifestOf("nationalKit", { chosen, outputs: left("own-kit.json") }),
    manifestOf("parameters", { readAt: 14, outputs: left("later.md") }),
    manifestOf("dashboard", { readAt: 12, outputs: left("dashboard.html") }),
  ];
  const anchors = [
    anchorOf("pauseTest", ["nationalKit", left("kit.json")]),
    anchorOf("thermodynamics", ["parameters", left("once.md")], ["dashboard", left("dashboard.html")]),
  ];
  assert.deepEqual(partsOf(WHOLE, manifests, anchors), [
    ...[
      { id: "takeoff", chosen: {} },
      { id: "global", chosen: {} },
      { id: "nationalKit", chosen: {} },
    ],
    ...[
      { id: "pauseTest", chosen: {} },
      { id: "parameters", chosen: {} },
      { id: "dashboard", chosen: {} },
    ],
    ...[
      { id: "thermodynamics", chosen: {} },
      { id: "parameters", chosen: {} },
      { id: "nationalKit", chosen },
    ],
  ]);
});

test("an update by hand acts where its blocks are, by what was chosen", () => {
  const journal = journalOf(["takeoff", 2], ["thermostatUpdate", 1], ["global", 1]);
  const chosen = { temperature: "5" };
  assert.deepEqual(partsOf(journal, [manifestOf("thermostatUpdate", { chosen })]), [
    { id: "takeoff", chosen: {} },
    { id: "thermostatUpdate", chosen },
    { id: "global", chosen: {} },
  ]);
});
