import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { type BuildResult, buildDossier } from "../../../src/dossier/build.ts";
import { writeStageManifest } from "../../../src/dossier/stage-manifest.ts";
import { RECEIPT_LIMIT } from "../../../src/dossier/text-limits.ts";
import { BUILD, CLAIM } from "../../../src/errors/dossier-errors.ts";
import { codeOf } from "../../../src/errors/error.ts";
import type { JournalReader, JournalRun } from "../../../src/model/dossier.ts";
import { PATHS } from "../../../src/model/layout.ts";
import { sha256 } from "../../../src/system/files.ts";
import {
  buildSmallDossier,
  DRILLS,
  hash32,
  KIT,
  leaveStages,
  PLAN,
  put,
  readJournal,
  sourcesOf,
  TAKEOFF,
  temporaryFolder,
} from "./fixture.ts";

const DEPLOY = "localhost/asi-takeoff/receipts/deploy.json";

/** @returns every file of a folder with its content. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path, "latin1")];
    }),
  );
}

function refusals(result: BuildResult): unknown[] {
  const names = new Map(
    [...Object.entries(BUILD), ...Object.entries(CLAIM)].map(([name, error]) => [codeOf(error), name]),
  );
  assert.ok(!result.ok, "it was built");
  return result.findings.map(({ code, path }) => [names.get(code), path]);
}

test("two builds in two folders are equal in every byte", async (t) => {
  const one = await buildSmallDossier(temporaryFolder(t));
  const other = await buildSmallDossier(temporaryFolder(t));
  assert.equal(one.root, other.root);
  assert.deepEqual(contentOf(one.folder), contentOf(other.folder));
});

test("building again over an older dossier gives the same bytes", async (t) => {
  const out = temporaryFolder(t);
  const { folder } = await buildSmallDossier(out);
  const before = contentOf(folder);
  const again = await buildDossier(sourcesOf(out));
  assert.ok(again.ok);
  assert.deepEqual(contentOf(folder), before);
});

test("the format of the index and the root of a known payload do not change unseen", async (t) => {
  const { folder, root } = await buildSmallDossier(temporaryFolder(t));
  const snapshot = join(import.meta.dirname, "../../snapshots/dossier.txt");
  const index = readFileSync(join(folder, "data/dossier.json"), "utf8");
  const manifest = readFileSync(join(folder, "manifest-sha256.txt"), "utf8");
  t.assert.fileSnapshot(`${root}\n\n${manifest}\n${index}`, snapshot, { serializers: [(text) => text] });
});

test("leaves alone what is no dossier where it would be put", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  await put(join(out, PATHS.dossier), "precious.txt", "mine");
  await assert.rejects(buildDossier(sourcesOf(out)), { code: codeOf(BUILD.NOT_OURS) });
  assert.deepEqual(contentOf(join(out, PATHS.dossier)), { "precious.txt": "mine" });
});

test("holds nothing that no manifest lists", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  await put(out, ".omnisovereign/run.json", "{}");
  await put(out, "localhost/asi-takeoff/scratch.json", "{}");
  await put(out, "manifests/demo.json.1234567", "left behind by a killed script");
  const result = await buildDossier(sourcesOf(out));
  assert.ok(result.ok);
  const files = Object.keys(contentOf(result.folder));
  assert.deepEqual(
    files.filter((path) => /run\.json|scratch|1234567/.test(path)),
    [],
  );
});

test("names a missing output and the command that mends it", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  unlinkSync(join(out, DEPLOY));
  const result = await buildDossier(sourcesOf(out));
  assert.deepEqual(refusals(result), [["OUTPUT_MISSING", `reports/${DEPLOY}`]]);
  assert.match(JSON.stringify(result), /npm run demo:asi-takeoff:local/);
});

test("names a changed output, and the script that read it before", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  await put(out, DEPLOY, "{}\n");
  assert.deepEqual(refusals(await buildDossier(sourcesOf(out))), [
    ["INPUT_STALE", `reports/${DEPLOY}`],
    ["OUTPUT_CHANGED", `reports/${DEPLOY}`],
  ]);
});

test("does not collect through a link", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const report = join(out, "localhost/asi-takeoff/asi-takeoff-report.md");
  cpSync(report, join(out, "elsewhere.md"));
  rmSync(report);
  symlinkSync(join(out, "elsewhere.md"), report);
  assert.deepEqual(refusals(await buildDossier(sourcesOf(out))), [
    ["OUTPUT_MISSING", "reports/localhost/asi-takeoff/asi-takeoff-report.md"],
  ]);
});

test("names the scripts whose plan has changed since", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const plans = [{ ...PLAN, content: '{"plan":2}\n' }];
  assert.deepEqual(refusals(await buildDossier({ ...sourcesOf(out), plans })), [["INPUT_STALE", PLAN.path]]);
});

test("names an input that is nowhere in the payload", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const inputs = [{ path: "elsewhere/x.json", sha256: "0".repeat(64) }];
  await writeStageManifest({
    out,
    stage: "owner",
    script: "owner:diagram",
    blocks: null,
    inputs,
    outputs: [],
  });
  const result = await buildDossier(sourcesOf(out));
  assert.deepEqual(refusals(result), [["INPUT_UNKNOWN", "reports/manifests/owner-diagram.json"]]);
  assert.match(JSON.stringify(result), /elsewhere\/x\.json/);
});

test("names a stage that ran on another chain than the journal's", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const other = [hash32("0"), hash32("1"), hash32("9")].join(",");
  const shorter = [hash32("0"), hash32("1")].join(",");
  for (const journal of [other, shorter]) {
    assert.deepEqual(refusals(await buildDossier({ ...sourcesOf(out), journal })), [
      ["CHAIN_STALE", "reports/manifests/demo-asi-takeoff-local.json"],
    ]);
  }
});

test("names an output that two scripts claim, and names that differ in case only", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  await put(out, "localhost/asi-takeoff/receipts/Deploy.json", "{}\n");
  const outputs = ["localhost/asi-takeoff/receipts/Deploy.json", "localhost/asi-takeoff/governance-kit.json"];
  await writeStageManifest({
    out,
    stage: "owner",
    script: "owner:parameters",
    blocks: null,
    inputs: [],
    outputs,
  });
  assert.deepEqual(refusals(await buildDossier(sourcesOf(out))), [
    ["CASE_COLLISION", "reports/localhost/asi-takeoff/receipts/Deploy.json"],
  ]);
  await writeStageManifest({
    out,
    stage: "owner",
    script: "owner:parameters",
    blocks: null,
    inputs: [],
    outputs: outputs.slice(1),
  });
  assert.deepEqual(refusals(await buildDossier(sourcesOf(out))), [
    ["OUTPUT_TWICE", "reports/localhost/asi-takeoff/governance-kit.json"],
  ]);
});

test("names every manifest that is broken, and the journal's line, at once", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  await put(out, "manifests/a.json", "{}");
  await put(out, "manifests/b.json", "rubbish");
  const result = await buildDossier({ ...sourcesOf(out), journal: "rubbish" });
  assert.deepEqual(refusals(result), [
    ["MANIFEST_INVALID", "manifests/a.json"],
    ["MANIFEST_INVALID", "manifests/b.json"],
    ["JOURNAL_INVALID", "journal.jsonl"],
  ]);
});

test("refuses what a verification would not read to the end", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const path = "localhost/asi-takeoff/owner/notes.json";
  await put(out, path, "0".repeat(RECEIPT_LIMIT + 1));
  const left = { out, stage: "kit", script: "demo:asi-takeoff:kit", blocks: null, inputs: [] } as const;
  await writeStageManifest({ ...left, outputs: [path] });
  assert.deepEqual(refusals(await buildDossier(sourcesOf(out))), [["UNVERIFIABLE", `reports/${path}`]]);
});

test("refuses a plan whose name a dossier cannot hold", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const plan = { ...PLAN, path: "plans/my plan.json" };
  const result = await buildDossier({ ...sourcesOf(out), plans: [PLAN, plan] });
  assert.deepEqual(refusals(result), [["PLAN_REFUSED", plan.path]]);
});

test("says so when no stage has run", async (t) => {
  const out = temporaryFolder(t);
  assert.deepEqual(refusals(await buildDossier(sourcesOf(out))), [["NOTHING_TO_COLLECT", "manifests"]]);
});

test("a refused build leaves the older dossier as it was", async (t) => {
  const out = temporaryFolder(t);
  const { folder } = await buildSmallDossier(out);
  const older = contentOf(folder);
  writeFileSync(join(out, DEPLOY), "changed");
  assert.ok(!(await buildDossier(sourcesOf(out))).ok);
  assert.deepEqual(contentOf(folder), older);
  assert.deepEqual(readdirSync(join(folder, "..")), ["dossier"]);
});

test("names the arrow whose evidence a stage has not left, and the script that mends it", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const inputs = [{ path: PLAN.path, sha256: sha256(PLAN.content) }];
  await writeStageManifest({
    out,
    stage: "owner",
    script: "owner:diagram",
    blocks: null,
    inputs,
    outputs: [],
  });
  const result = await buildDossier(sourcesOf(out));
  assert.deepEqual(refusals(result), Array(3).fill(["NO_EVIDENCE", "constellation.json"]));
  assert.match(JSON.stringify(result), /O2 -> N6 \(owner interventions\).*npm run pause:test/);
});

/** The journal with another run of blocks after the takeoff's. */
function withRuns(...more: readonly JournalRun[]): JournalReader {
  return (text) => {
    const read = readJournal(text);
    if (!read.ok) return read;
    return { ok: true, journal: { ...read.journal, runs: [...read.journal.runs, ...more] } };
  };
}

test("refuses blocks that no manifest claims, and manifests whose blocks are another script's", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const blocks = { first: 3, last: 4, stateRoot: hash32("4") };
  const trailing = withRuns({ stage: "takeoff", script: "aa:second", ...blocks });
  const build = () => buildDossier({ ...sourcesOf(out), readJournal: trailing });
  assert.deepEqual(refusals(await build()), [["BLOCKS_UNCLAIMED", "journal.jsonl"]]);

  const manifest = { out, script: "aa:second", inputs: [], outputs: [] };
  await writeStageManifest({ ...manifest, stage: "kit", blocks });
  const at = "reports/manifests/aa-second.json";
  assert.deepEqual(refusals(await build()), [["BLOCKS_DIFFER", at]]);
  await writeStageManifest({ ...manifest, stage: "takeoff", blocks: { ...blocks, first: 2 } });
  assert.deepEqual(refusals(await build()), [
    ["BLOCKS_DIFFER", at],
    ["BLOCKS_UNCLAIMED", "journal.jsonl"],
  ]);
  await writeStageManifest({ ...manifest, stage: "takeoff", blocks });
  assert.ok((await build()).ok);
});

test("scripts come in the order of their blocks, stages in running order", async (t) => {
  const out = temporaryFolder(t);
  await leaveStages(out);
  const blocks = { first: 3, last: 3, stateRoot: hash32("3") };
  await writeStageManifest({ out, stage: "takeoff", script: "aa:second", blocks, inputs: [], outputs: [] });
  await writeStageManifest({
    out,
    stage: "audit",
    script: "audit:all",
    blocks: null,
    inputs: [],
    outputs: [],
  });
  const read = withRuns({ stage: "takeoff", script: "aa:second", ...blocks });
  const result = await buildDossier({ ...sourcesOf(out), readJournal: read });
  assert.ok(result.ok);
  const index = JSON.parse(readFileSync(join(join(out, PATHS.dossier), "data/dossier.json"), "utf8"));
  assert.deepEqual(
    index.stages.map(({ id, scripts }: { id: string; scripts: string[] }) => [id, ...scripts]),
    [
      ["takeoff", TAKEOFF, "aa:second", DRILLS],
      ["kit", KIT],
      ["audit", "audit:all"],
    ],
  );
});
