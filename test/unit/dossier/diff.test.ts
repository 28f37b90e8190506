import assert from "node:assert/strict";
import { cpSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { buildDossier } from "../../../src/dossier/build.ts";
import { diffDossiers } from "../../../src/dossier/diff.ts";
import { exitOfDiff, formatDiff } from "../../../src/dossier/diff-report.ts";
import { writeStageManifest } from "../../../src/dossier/stage-manifest.ts";
import { sha256 } from "../../../src/system/files.ts";
import {
  buildSmallDossier,
  hash32,
  leaveStages,
  PLAN,
  put,
  sourcesOf,
  TAKEOFF,
  temporaryFolder,
} from "./fixture.ts";

const DEPLOY = "reports/localhost/asi-takeoff/receipts/deploy.json";

/** @returns two copies of one dossier, the second of which may be spoiled. */
async function twoDossiers(t: TestContext): Promise<[a: string, b: string]> {
  const out = temporaryFolder(t);
  const { folder } = await buildSmallDossier(out);
  const copy = join(out, "copy");
  cpSync(folder, copy, { recursive: true });
  return [folder, copy];
}

test("equal dossiers are equal", async (t) => {
  const [a, b] = await twoDossiers(t);
  const report = await diffDossiers(a, b);
  assert.equal(report.equal, true);
  assert.deepEqual(report.differences, []);
  assert.equal(report.roots.a, sha256(readFileSync(join(a, "manifest-sha256.txt"))));
  assert.equal(report.roots.b, report.roots.a);
  assert.equal(exitOfDiff(report), 0);
});

test("a changed plan comes first, then the stages in running order, then what is derived", async (t) => {
  const [a] = await twoDossiers(t);
  const out = temporaryFolder(t);
  await leaveStages(out);
  const deploy = '{\n  "block": 2\n}\n';
  const plan = { ...PLAN, content: '{"plan":2}\n' };
  await put(out, "localhost/asi-takeoff/receipts/deploy.json", deploy);
  await writeStageManifest({
    out,
    stage: "takeoff",
    script: TAKEOFF,
    blocks: { first: 1, last: 2, stateRoot: hash32("2") },
    inputs: [{ path: PLAN.path, sha256: sha256(plan.content) }],
    outputs: ["localhost/asi-takeoff/receipts/deploy.json"],
  });
  await writeStageManifest({
    out,
    stage: "kit",
    script: "demo:asi-takeoff:kit",
    blocks: null,
    inputs: [{ path: "localhost/asi-takeoff/receipts/deploy.json", sha256: sha256(deploy) }],
    outputs: ["localhost/asi-takeoff/governance-kit.json"],
  });
  const built = await buildDossier({ ...sourcesOf(out), plans: [plan] });
  assert.ok(built.ok);

  const report = await diffDossiers(a, built.folder);
  assert.equal(exitOfDiff(report), 1);
  assert.deepEqual(
    report.differences.map(({ stage, path, change }) => [stage, path, change]),
    [
      [null, PLAN.path, "changed"],
      ["takeoff", "reports/localhost/asi-takeoff/asi-takeoff-report.md", "only-in-a"],
      ["takeoff", DEPLOY, "changed"],
      ["takeoff", "reports/manifests/demo-asi-takeoff-local.json", "changed"],
      ["kit", "reports/manifests/demo-asi-takeoff-kit.json", "changed"],
      [null, "dossier.json", "changed"],
      [null, "dossier.md", "changed"],
    ],
  );
  assert.deepEqual(report.differences[0], {
    stage: null,
    path: PLAN.path,
    change: "changed",
    pointer: "/plan",
    a: "1",
    b: "2",
  });
});

test("points into a JSON document, a line of text, and a line of JSON lines", async (t) => {
  const [a, b] = await twoDossiers(t);
  const report = "reports/localhost/asi-takeoff/asi-takeoff-report.md";
  writeFileSync(join(b, "data", DEPLOY), '{\n  "block": 1,\n  "more": [{}]\n}\n');
  writeFileSync(join(b, "data", report), "# Report\n\u001b[31mred\n");
  writeFileSync(join(a, "data/journal.jsonl"), '{"n":1}\n{"n":2,"t":["0x1","0x2"]}\n');
  writeFileSync(join(b, "data/journal.jsonl"), '{"n":1}\n{"n":2,"t":["0x1","0x3"]}\n');
  const { differences } = await diffDossiers(a, b);
  assert.deepEqual(differences, [
    { stage: "takeoff", path: report, change: "changed", line: 2, a: "", b: "\\u{1b}[31mred" },
    { stage: "takeoff", path: DEPLOY, change: "changed", pointer: "/more", b: "an array of 1" },
    { stage: null, path: "journal.jsonl", change: "changed", line: 2, pointer: "/t/1", a: "0x2", b: "0x3" },
  ]);
});

test("falls back to lines where a document is not JSON, or differs in spelling only", async (t) => {
  const [a, b] = await twoDossiers(t);
  writeFileSync(join(b, "data", DEPLOY), '{ "block": 1 }\n');
  const spelling = await diffDossiers(a, b);
  assert.deepEqual(spelling.differences[0], {
    stage: "takeoff",
    path: DEPLOY,
    change: "changed",
    line: 1,
    a: "{",
    b: '{ "block": 1 }',
  });
  writeFileSync(join(b, "data", DEPLOY), "rubbish");
  assert.equal((await diffDossiers(a, b)).differences[0]?.line, 1);
});

test("names files that only one side has", async (t) => {
  const [a, b] = await twoDossiers(t);
  unlinkSync(join(b, "data", DEPLOY));
  writeFileSync(join(b, "data/extra.json"), "{}\n");
  const { differences } = await diffDossiers(a, b);
  assert.deepEqual(differences, [
    { stage: "takeoff", path: DEPLOY, change: "only-in-a" },
    { stage: null, path: "extra.json", change: "only-in-b" },
  ]);
});

test("never calls dossiers equal when a part of them could not be read", async (t) => {
  const [a, b] = await twoDossiers(t);
  unlinkSync(join(b, "data", DEPLOY));
  symlinkSync(join(a, "data", DEPLOY), join(b, "data", DEPLOY));
  assert.equal((await diffDossiers(a, b)).equal, false);
});

test("compares nothing where either side is no dossier, and says which", async (t) => {
  const [a] = await twoDossiers(t);
  const empty = temporaryFolder(t);
  const nowhere = join(empty, "nowhere");
  for (const [sides, named] of [
    [[a, nowhere], ["b"]],
    [[empty, a], ["a"]],
    [
      [nowhere, nowhere],
      ["a", "b"],
    ],
  ] as const) {
    const report = await diffDossiers(...sides);
    assert.deepEqual([report.equal, report.compared, exitOfDiff(report)], [false, false, 2]);
    assert.deepEqual(
      report.findings.map(({ path }) => path),
      named,
    );
    assert.match(formatDiff(report), /Nothing was compared\.\n$/);
  }
});

test("prints what differs first on top, and the roots", async (t) => {
  const [a, b] = await twoDossiers(t);
  writeFileSync(join(b, "data", DEPLOY), '{\n  "block": 7\n}\n');
  const report = await diffDossiers(a, b);
  assert.equal(
    formatDiff(report),
    [
      `takeoff  ${DEPLOY}  changed  /block`,
      "  A  1",
      "  B  7",
      "The dossiers differ in 1 file.",
      `  root of A  ${report.roots.a}`,
      `  root of B  ${report.roots.b}`,
      "",
    ].join("\n"),
  );
});

for (const tag of ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
  test(`a dossier without ${tag} equals none, though its payload does`, async (t) => {
    const [a, b] = await twoDossiers(t);
    unlinkSync(join(b, tag));
    const report = await diffDossiers(a, b);
    assert.equal(exitOfDiff(report), 1);
    assert.deepEqual(
      report.findings.map(({ path }) => path),
      [`b: ${tag}`],
    );
    assert.match(formatDiff(report), /^The payloads are equal, but a dossier is not whole\.$/m);
  });
}
