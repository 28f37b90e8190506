import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { after, before, describe, it } from "node:test";
import type { ExecutedTransaction } from "../../../src/chain/engine/engine.ts";
import { executeOn } from "../../../src/chain/engine/execute.ts";
import { type Journal, parseJournal } from "../../../src/chain/journal/journal.ts";
import { type LocalNode, startNode } from "../../../src/chain/rehearsal/node.ts";
import { openRetrace } from "../../../src/chain/rehearsal/retrace.ts";
import { CHAIN } from "../../../src/errors/chain-errors.ts";
import { REPLAY } from "../../../src/errors/dossier-errors.ts";
import { codeOf } from "../../../src/errors/error.ts";
import type { Project } from "../../../src/model/loaded-project.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { checkDerivation, holdAgainst, type Replayed } from "../../../src/verify/derive/check-derivation.ts";
import { type Derivation, derive } from "../../../src/verify/derive/derive.ts";
import { keptMission } from "../../support/kept-missions.ts";

const PLAN = "plans/omnisovereign/project-plan.omnisovereign.json";
const TAKEOFF = "reports/localhost/asi-takeoff";
const GLOBAL = "reports/asi-global";

let node: LocalNode;
let journal: Journal;
let executed: readonly ExecutedTransaction[];
let base: string;
let dossier: string;
let project: Project;
/** Of the first test, for the others to compare with. */
let derivation: Derivation;

before(async () => {
  base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  dossier = join((await keptMission("shared")).out, "omnisovereign/dossier");
  const parsed = parseJournal(readFileSync(join(dossier, "data/journal.jsonl"), "utf8"));
  assert.equal(parsed.kind, "journal");
  if (parsed.kind !== "journal") return;
  journal = parsed.journal;
  node = await startNode({ logFile: join(base, "node.log") });
  const execution = await executeOn(node.rpc, journal);
  assert.equal(execution.kind, "executed");
  if (execution.kind === "executed") executed = execution.transactions;
});

after(async () => {
  await node.stop();
  rmSync(base, { recursive: true });
});

function replayed(told = journal): Replayed {
  return { journal: told, chain: openRetrace(node.rpc, told, executed) };
}

/** Relative to `data/`. */
function filesOf(folder: string): string[] {
  return readdirSync(join(folder, "data"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(join(folder, "data"), join(parentPath, name)))
    .sort();
}

function copy(name: string): string {
  const folder = join(base, name);
  cpSync(dossier, folder, { recursive: true });
  return folder;
}

function change(folder: string, path: string, edit: (text: string) => string): void {
  const file = join(folder, "data", path);
  const text = readFileSync(file, "utf8");
  const edited = edit(text);
  assert.notEqual(edited, text, path);
  writeFileSync(file, edited);
}

const isGiven = (path: string) => path === "journal.jsonl" || path.startsWith("plans/");

describe("what plans and journal make", () => {
  it("is every file of the dossier, byte for byte, where nothing else is left of it", async () => {
    const bare = join(base, "bare");
    for (const path of [
      "bagit.txt",
      ...filesOf(dossier)
        .filter(isGiven)
        .map((given) => join("data", given)),
    ]) {
      mkdirSync(dirname(join(bare, path)), { recursive: true });
      cpSync(join(dossier, path), join(bare, path));
    }
    const loaded = await loadProject(join(bare, "data", PLAN), { folder: bare });
    assert.ok(loaded.ok);
    project = loaded.project;
    derivation = await derive({ ...replayed(), project, manifests: [] });
    const { files, stopped } = derivation;
    assert.equal(stopped, null);
    const made = new Map<string, string>(files.map(({ path, text }) => [path, text]));
    assert.deepEqual(
      [...made.keys()].toSorted(),
      filesOf(dossier).filter((path) => !isGiven(path)),
    );
    for (const [path, text] of made) {
      assert.ok(readFileSync(join(dossier, "data", path), "utf8") === text, path);
    }
  });

  /** A lie in a file of each kind: where it is found, what is true, and what is told instead. */
  const lies: readonly (readonly [path: string, place: string, truth: RegExp, lie: string])[] = [
    [`${TAKEOFF}/receipts/disputes.json`, "/drills/0/verdict", /(?<="verdict": ")passed/, "failed"],
    [`${TAKEOFF}/receipts/mission.json`, "/jobs/0/title", /(?<="title": ")[^"]+/, "Another title"],
    [
      `${TAKEOFF}/receipts/jobs/grid-survey/validate.json`,
      "/handshakes/0/",
      /(?<="commitment": "0x)../,
      "00",
    ],
    [`${TAKEOFF}/asi-takeoff-report.md`, "line 1", /^# .*/, "# The council rejected everything"],
    [`${TAKEOFF}/charts/money-of-jobs.svg`, "line 2", /(?<=<title id="title">)[^<]+/, "Nothing"],
    [`${GLOBAL}/receipts/consensus.json`, "", /(?<="approvalBps": )\d+/, "1"],
    [`${GLOBAL}/receipts/governance.json`, "/decisions/0/", /(?<="state": ")executed/, "defeated"],
    [`${GLOBAL}/receipts/rewards.json`, "/epochs/0/", /(?<="energyWad": ")\d+/, "1"],
    [`${GLOBAL}/braid.json`, "", /(?<="block": )\d+/, "1"],
    [`${GLOBAL}/braid.md`, "line", /^# .*/, "# Another braid"],
    [`${GLOBAL}/thermodynamics.json`, "", /(?<="epoch": ")\d+/, "1"],
    [`${TAKEOFF}/governance-kit.json`, "/merkleRoot", /(?<="merkleRoot": "0x)..../, "0000"],
    [`${GLOBAL}/governance-kit.json`, "/counts/checksDone", /(?<="checksDone": )\d+/, "99"],
    [`${GLOBAL}/governance-kit.md`, "line 1", /^# .*/, "# Another kit"],
    [`${TAKEOFF}/owner/receipts/pause.json`, "/passed", /(?<="passed": )true/, "false"],
    [`${TAKEOFF}/owner/command-center.json`, "", /(?<="block": )\d+/, "1"],
    [`${TAKEOFF}/owner/parameters.md`, "line", /^# .*/, "# Other parameters"],
    [`${TAKEOFF}/owner/dashboard.html`, "line", /(?<=<title>)[^<]+/, "Another page"],
    [`${TAKEOFF}/owner.mmd`, "line", /flowchart/, "Flowchart"],
    [`${TAKEOFF}/thermodynamics.json`, "", /(?<="temperatureWad": ")\d+/, "1"],
    [`${TAKEOFF}/thermodynamics.md`, "line 1", /^# .*/, "# Another measure"],
    [
      "reports/omnisovereign/receipts/coordination/omni-national-intake.json",
      "",
      /(?<="title": ")[^"]+/,
      "No",
    ],
    ["reports/manifests/owner-diagram.json", "/stage", /(?<="stage": ")owner/, "kit"],
    ["constellation.json", "", /(?<="status": ")proved/, "not exercised"],
    ["dossier.json", "/chain/blocks", /(?<="blocks": )\d+/, "1"],
    ["dossier.md", "line", /^# .*/, "# The council rejected everything"],
  ];

  it("differs from a lie in a file of any kind, which is named with its place and both values", () => {
    const forged = copy("lies");
    for (const [path, , truth, lie] of lies) change(forged, path, (text) => text.replace(truth, lie));
    const { findings, free, bound } = holdAgainst(forged, derivation, project);
    assert.deepEqual(findings.map(({ path }) => path).toSorted(), lies.map(([path]) => path).toSorted());
    assert.ok(findings.every(({ code }) => code === codeOf(REPLAY.DERIVED_DIFFERS)));
    for (const [path, place, , lie] of lies) {
      const message = findings.find((each) => each.path === path)?.message ?? "";
      assert.match(message, / was expected, .* is there\.$/, path);
      assert.ok(message.includes(place) && message.includes(lie.slice(0, 12)), message);
    }
    assert.equal(free.length, lies.length);
    assert.equal(bound.size, filesOf(dossier).length - lies.length);
  });

  it("makes nothing of a dossier that was hollowed out but for records and contracts", () => {
    const hollow = copy("hollow");
    const paths = filesOf(hollow).filter(
      (path) => path.startsWith("reports/") && !path.includes("/manifests/"),
    );
    for (const path of paths) change(hollow, path, (text) => hollowed(path, text));
    const { findings } = holdAgainst(hollow, derivation, project);
    assert.deepEqual(findings.map(({ path }) => path).toSorted(), paths);
  });

  it("does not hold a file that nothing makes, and misses one that was left out", () => {
    const changed = copy("changed");
    rmSync(join(changed, "data", GLOBAL, "braid.md"));
    writeFileSync(join(changed, "data", GLOBAL, "notes.md"), "# Believe me\n");
    const { findings, free } = holdAgainst(changed, derivation, project);
    assert.deepEqual(
      findings.map(({ code, path }) => [code, path]),
      [
        [codeOf(REPLAY.UNMADE), `${GLOBAL}/braid.md`],
        [codeOf(REPLAY.FREE), `${GLOBAL}/notes.md`],
      ],
    );
    assert.deepEqual(free, [`${GLOBAL}/notes.md`]);
  });

  it("is another journal where the plan is another one: the first block that differs is named", async () => {
    const other = copy("other-plan");
    change(other, "plans/asi-takeoff/project-plan.json", (text) => text.replace(/(?<="title": ")/, "Not "));
    const { findings, bound } = await checkDerivation(other, replayed());
    assert.equal(findings[0]?.code, codeOf(CHAIN.JOURNAL_DEPARTS));
    assert.match(
      findings[0]?.message ?? "",
      /^Block \d+ of the journal is not what plan and code make of it/,
    );
    assert.equal(bound.size, 0);
  });

  it("is not to be had where the plan cannot be read", async () => {
    const other = copy("no-plan");
    change(other, PLAN, () => "{");
    const { findings, free } = await checkDerivation(other, replayed());
    assert.deepEqual(
      findings.map(({ code }) => code),
      [codeOf(REPLAY.NOT_MADE)],
    );
    assert.equal(free.length, filesOf(other).length);
  });

  it("ends before a block that no script of the mission makes", async () => {
    const [last] = journal.blocks.slice(-1);
    assert.ok(last);
    const more = { ...last, number: last.number + 1, timestamp: last.timestamp + 1, transactions: [] };
    const longer = replayed({ ...journal, blocks: [...journal.blocks, more] });
    const { findings } = await checkDerivation(dossier, longer);
    assert.equal(findings[0]?.code, codeOf(CHAIN.JOURNAL_DEPARTS));
    assert.ok(findings[0]?.message.startsWith(`Block ${more.number} of the journal`));
  });
});

/** Keeps of a document what re-execution alone would look at. */
function hollowed(path: string, text: string): string {
  const document = path.endsWith(".json") ? JSON.parse(text) : {};
  const records = recordsIn(document);
  if (records.length === 0) return "forged\n";
  const contracts = document.contracts === undefined ? {} : { contracts: document.contracts };
  return `${JSON.stringify({ forged: true, ...contracts, transactions: records }, null, 2)}\n`;
}

function recordsIn(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const isRecord = "hash" in value && "gasUsed" in value && "events" in value;
  return isRecord ? [value] : Object.values(value).flatMap(recordsIn);
}
