import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { manifestPath, parseStageManifest, writeStageManifest } from "../../../src/dossier/stage-manifest.ts";
import { toJson } from "../../../src/support/json.ts";
import { sha256 } from "../../../src/system/files.ts";
import { hash32, put, temporaryFolder } from "./fixture.ts";

const PATH = "manifests/demo-asi-takeoff-local.json";
const digest = sha256("x");

const valid = {
  format: "omnisovereign-manifest/1",
  stage: "takeoff",
  script: "demo:asi-takeoff:local",
  blocks: { first: 1, last: 57, stateRoot: hash32("a") },
  inputs: [{ path: "plans/p.json", sha256: digest }],
  outputs: [
    { path: "a.json", sha256: digest },
    { path: "b.json", sha256: digest },
  ],
};

test("is named after its script", () => {
  assert.equal(manifestPath("demo:asi-takeoff:local"), PATH);
});

test("hashes what lies on disk, sorts, and can be read back", async (t) => {
  const out = temporaryFolder(t);
  await put(out, "z.json", "last\n");
  await put(out, "a/b.json", "first\n");
  const written = await writeStageManifest({
    out,
    stage: "takeoff",
    script: "demo:asi-takeoff:local",
    blocks: null,
    inputs: [
      { path: "plans/b.json", sha256: digest },
      { path: "plans/a.json", sha256: digest },
    ],
    outputs: ["z.json", "a/b.json"],
  });
  assert.deepEqual(written.outputs, [
    { path: "a/b.json", sha256: sha256("first\n") },
    { path: "z.json", sha256: sha256("last\n") },
  ]);
  assert.deepEqual(
    written.inputs.map(({ path }) => path),
    ["plans/a.json", "plans/b.json"],
  );
  const text = readFileSync(join(out, PATH), "utf8");
  assert.deepEqual(parseStageManifest(text, PATH), { ok: true, value: written });
});

test("replaces an older manifest whole", async (t) => {
  const out = temporaryFolder(t);
  await put(out, "a.json", "a\n");
  await put(out, "b.json", "b\n");
  const write = (outputs: string[]) =>
    writeStageManifest({ out, stage: "kit", script: "some:kit", blocks: null, inputs: [], outputs });
  await write(["a.json", "b.json"]);
  assert.deepEqual(
    await write(["b.json"]),
    JSON.parse(readFileSync(join(out, "manifests/some-kit.json"), "utf8")),
  );
});

test("leaves the older manifest alone when an output is missing", async (t) => {
  const out = temporaryFolder(t);
  await put(out, "a.json", "a\n");
  const write = (outputs: string[]) =>
    writeStageManifest({ out, stage: "kit", script: "some:kit", blocks: null, inputs: [], outputs });
  const older = await write(["a.json"]);
  await assert.rejects(write(["a.json", "missing.json"]), { code: "ENOENT" });
  assert.deepEqual(JSON.parse(readFileSync(join(out, "manifests/some-kit.json"), "utf8")), older);
});

test("refuses outputs that it must not hold", async (t) => {
  const out = temporaryFolder(t);
  const reserved = [
    ".omnisovereign/wal.jsonl",
    "omnisovereign/dossier/bagit.txt",
    "manifests/x.json",
    "omnisovereign/.dossier.new/x",
  ];
  for (const path of reserved) {
    await put(out, path, "x");
    const write = writeStageManifest({
      out,
      stage: "kit",
      script: "some:kit",
      blocks: null,
      inputs: [],
      outputs: [path],
    });
    await assert.rejects(write, TypeError, path);
  }
});

test("takes the manifest that the format describes", () => {
  assert.deepEqual(parseStageManifest(toJson(valid), PATH), { ok: true, value: valid });
});

const broken: readonly (readonly [name: string, value: unknown, problem: RegExp])[] = [
  [
    "another format",
    { ...valid, format: "omnisovereign-manifest/2" },
    /"\/format", which is not omnisovereign-manifest\/1/,
  ],
  ["an unknown key", { ...valid, more: 1 }, /does not have the keys/],
  ["a missing key", { format: valid.format }, /does not have the keys/],
  ["an array", [], /is not an object/],
  ["null", null, /is not an object/],
  ["another script", { ...valid, script: "demo:asi-global" }, /belongs to "demo:asi-global"/],
  ["a script with a path in it", { ...valid, script: "../x" }, /"\/script"/],
  [
    "negative blocks",
    { ...valid, blocks: { ...valid.blocks, first: -1 } },
    /"\/blocks\/first", which is not a whole number/,
  ],
  ["fractional blocks", { ...valid, blocks: { ...valid.blocks, last: 57.5 } }, /"\/blocks\/last"/],
  ["backward blocks", { ...valid, blocks: { ...valid.blocks, first: 58 } }, /end before they begin/],
  [
    "a short state root",
    { ...valid, blocks: { ...valid.blocks, stateRoot: "0x12" } },
    /"\/blocks\/stateRoot"/,
  ],
  [
    "an upper-case digest",
    { ...valid, inputs: [{ path: "a", sha256: digest.toUpperCase() }] },
    /"\/inputs\/0\/sha256"/,
  ],
  [
    "a climbing output",
    { ...valid, outputs: [{ path: "../a", sha256: digest }] },
    /"\/outputs\/0\/path", which is a path that/,
  ],
  [
    "a path that only just fits",
    { ...valid, outputs: [{ path: "a".repeat(505), sha256: digest }] },
    /has no room in a dossier/,
  ],
  ["unsorted outputs", { ...valid, outputs: valid.outputs.toReversed() }, /outputs that are not sorted/],
  [
    "an output twice",
    { ...valid, outputs: [valid.outputs[0], valid.outputs[0]] },
    /outputs that are not sorted/,
  ],
  ["unsorted inputs", { ...valid, inputs: valid.outputs.toReversed() }, /inputs that are not sorted/],
];

for (const [name, value, problem] of broken) {
  test(`refuses ${name}`, () => {
    const parsed = parseStageManifest(`${JSON.stringify(value, null, 2)}\n`, PATH);
    assert.ok(!parsed.ok);
    assert.match(parsed.problem, problem);
  });
}

test("refuses other spellings of the same document", () => {
  const text = toJson(valid);
  const spellings = [
    JSON.stringify(valid),
    text.trimEnd(),
    text.replace("takeoff", "\\u0074akeoff"),
    text.replace('"stage": "takeoff"', '"stage": "kit",\n  "stage": "takeoff"'),
    text.replaceAll("\n", "\r\n"),
    `\uFEFF${text}`,
    "not JSON",
    "",
  ];
  for (const spelling of spellings) assert.equal(parseStageManifest(spelling, PATH).ok, false, spelling);
});
