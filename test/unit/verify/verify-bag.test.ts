import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { LIMITS } from "../../../src/dossier/gather-evidence.ts";
import { CLAIM, NO_DOSSIER, VERIFY } from "../../../src/errors/dossier-errors.ts";
import { codeOf } from "../../../src/errors/error.ts";
import { parseDigestList } from "../../../src/support/digest-list.ts";
import { formatDigestList } from "../../../src/support/files-digest.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";
import { type BagOptions, verifyBag } from "../../../src/verify/verify-bag.ts";
import { exitOfVerify, formatVerify } from "../../../src/verify/verify-report.ts";
import { buildSmallDossier, forge, scanJournal, temporaryFolder } from "../dossier/fixture.ts";

const DEPLOY = "data/reports/localhost/asi-takeoff/receipts/deploy.json";
const TAKEOFF_MANIFEST = "data/reports/manifests/demo-asi-takeoff-local.json";

const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
let original = "";
let root = "";

before(async () => {
  const built = await buildSmallDossier(base);
  original = built.folder;
  root = built.root;
});
after(() => rmSync(base, { recursive: true }));

/** @returns a copy that the test may spoil. */
function copyOf(t: TestContext): string {
  const folder = join(temporaryFolder(t), "dossier");
  cpSync(original, folder, { recursive: true });
  return folder;
}

const verify = (folder: string, options: Partial<BagOptions> = {}) =>
  verifyBag(folder, { scanJournal, ...options });

/** @returns every finding as `[name, path]` or `[name, path, line]`. */
async function findingsOf(folder: string, options: Partial<BagOptions> = {}): Promise<unknown[]> {
  const names = new Map(
    [...Object.entries(VERIFY), ...Object.entries(CLAIM)].map(([name, error]) => [codeOf(error), name]),
  );
  const report = await verify(folder, options);
  assert.equal(report.verdict, report.findings.length === 0 ? "intact" : "broken");
  return report.findings.map(({ code, path, line }) =>
    line === undefined ? [names.get(code), path] : [names.get(code), path, line],
  );
}

/** Lists one file anew in one manifest. */
function relist(folder: string, manifest: string, path: string): void {
  const others = parseDigestList(readFileSync(join(folder, manifest), "utf8")).files.filter(
    (file) => file.path !== path,
  );
  const file = { path: artefactPath(path), sha256: sha256(readFileSync(join(folder, path))) };
  writeFileSync(join(folder, manifest), formatDigestList([...others, file]));
}

/** Changes a manifest of the bag and hides it from the tag manifest. */
function forgeManifest(folder: string, change: (text: string) => string): void {
  const path = join(folder, "manifest-sha256.txt");
  writeFileSync(path, change(readFileSync(path, "utf8")));
  relist(folder, "tagmanifest-sha256.txt", "manifest-sha256.txt");
}

test("finds nothing in what was just built", async () => {
  const report = await verify(original, {
    expectedRoot: sha256(readFileSync(join(original, "manifest-sha256.txt"))),
  });
  assert.deepEqual(report.findings, []);
  assert.equal(report.verdict, "intact");
  assert.equal(report.root, root);
  assert.equal(report.files, 21);
  assert.equal(report.chain?.blocks, 2);
});

test("follows the link that a user names, but none inside", async (t) => {
  const folder = temporaryFolder(t);
  symlinkSync(original, join(folder, "link"));
  assert.deepEqual(await findingsOf(join(folder, "link")), []);
});

test("names another root than the expected one", async () => {
  const report = await verify(original, { expectedRoot: sha256("another") });
  assert.deepEqual(
    report.findings.map(({ code, message }) => ({ code, message })),
    [
      {
        code: codeOf(VERIFY.ROOT_DIFFERS),
        message: `The root is ${root}, but ${sha256("another")} was expected.`,
      },
    ],
  );
});

test("names a changed file with both digests", async (t) => {
  const folder = copyOf(t);
  writeFileSync(join(folder, DEPLOY), "other\n");
  const report = await verify(folder);
  assert.deepEqual(
    report.findings.map(({ code, path }) => ({ code, path })),
    [{ code: codeOf(VERIFY.CHANGED), path: DEPLOY }],
  );
  assert.match(report.findings[0]?.message ?? "", new RegExp(sha256("other\n")));
});

test("names a missing file", async (t) => {
  const folder = copyOf(t);
  unlinkSync(join(folder, DEPLOY));
  assert.deepEqual(await findingsOf(folder), [["MISSING", DEPLOY]]);
});

test("names extra files and extra folders, in the payload and beside it", async (t) => {
  const folder = copyOf(t);
  writeFileSync(join(folder, "data/extra.json"), "{}\n");
  writeFileSync(join(folder, "README"), "trust me\n");
  mkdirSync(join(folder, "data/empty"));
  assert.deepEqual(await findingsOf(folder), [
    ["EXTRA", "README"],
    ["EXTRA", "data/extra.json"],
    ["EXTRA", "data/empty"],
  ]);
});

test("takes a renamed file for a missing and an extra one", async (t) => {
  const folder = copyOf(t);
  renameSync(join(folder, DEPLOY), join(folder, `${DEPLOY}.bak`));
  assert.deepEqual(await findingsOf(folder), [
    ["MISSING", DEPLOY],
    ["EXTRA", `${DEPLOY}.bak`],
  ]);
});

for (const tag of ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
  test(`names ${tag} when it is missing`, async (t) => {
    const folder = copyOf(t);
    unlinkSync(join(folder, tag));
    const report = await verify(folder);
    assert.equal(report.verdict, "broken");
    assert.ok(report.findings.some(({ path }) => path === tag));
  });
}

test("names every tag file that is gone, as long as there is a payload", async (t) => {
  const folder = copyOf(t);
  const tags = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"];
  for (const tag of tags) unlinkSync(join(folder, tag));
  const { verdict, findings } = await verify(folder);
  assert.equal(verdict, "broken");
  for (const tag of tags) assert.ok(findings.some(({ path }) => path === tag));
});

test("takes no tag file that poses as a file of the payload", async (t) => {
  for (const path of ["dossier.md", "Journal.jsonl", "reports/asi-takeoff-report.md"]) {
    const folder = copyOf(t);
    mkdirSync(join(folder, "reports"));
    writeFileSync(join(folder, path), "forged\n");
    const tags = join(folder, "tagmanifest-sha256.txt");
    appendFileSync(tags, `${sha256("forged\n")}  ${path}\n`);
    const { verdict, findings } = await verify(folder);
    assert.equal(verdict, "broken");
    assert.ok(
      findings.some((found) => found.path === path && found.message.includes("poses as")),
      path,
    );
  }
});

test("says of what is no dossier what it is, and never that it is broken", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "file"), "");
  mkdirSync(join(folder, "bag"));
  writeFileSync(join(folder, "bag/bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  writeFileSync(join(folder, "bag/manifest-sha256.txt"), `${sha256("x")}  data/photo.jpg\n`);
  for (const [place, problem] of [
    ["nowhere", "does not exist"],
    ["file", "is no folder"],
    ["", 'holds neither "bagit.txt" nor a payload'],
    ["bag", "is a bag of something else"],
  ] as const) {
    const report = await verify(join(folder, place));
    assert.deepEqual([report.verdict, exitOfVerify(report)], ["no dossier", 2]);
    const [found, ...others] = report.findings;
    assert.deepEqual([found?.code, others], [codeOf(NO_DOSSIER.STRANGER), []]);
    assert.ok(found?.message.endsWith(`is no dossier: it ${problem}.`), found?.message);
    assert.match(formatVerify(report), /There is no dossier to verify\.\n$/);
  }
});

test("does not follow a link in the place of a file, even to the same content", async (t) => {
  const folder = copyOf(t);
  renameSync(join(folder, DEPLOY), join(folder, "..", "deploy.json"));
  symlinkSync("../../../../../../deploy.json", join(folder, DEPLOY));
  assert.deepEqual(await findingsOf(folder), [["NOT_REGULAR", DEPLOY]]);
});

test("does not follow a link in the place of a folder", async (t) => {
  const folder = copyOf(t);
  renameSync(join(folder, "data"), join(folder, "..", "data"));
  symlinkSync("../data", join(folder, "data"));
  const found = await findingsOf(folder);
  assert.deepEqual(found[0], ["NOT_REGULAR", "data"]);
  assert.ok(found.some((each) => JSON.stringify(each) === JSON.stringify(["MISSING", DEPLOY])));
});

test("does not wait for a pipe in the place of a file", async (t) => {
  const folder = copyOf(t);
  unlinkSync(join(folder, DEPLOY));
  if (spawnSync("mkfifo", [join(folder, DEPLOY)]).status !== 0) return t.skip("this machine has no mkfifo");
  assert.deepEqual(await findingsOf(folder), [["NOT_REGULAR", DEPLOY]]);
});

test("names a folder in the place of a file, and what it holds", async (t) => {
  const folder = copyOf(t);
  unlinkSync(join(folder, DEPLOY));
  mkdirSync(join(folder, DEPLOY));
  writeFileSync(join(folder, DEPLOY, "inside"), "");
  assert.deepEqual(await findingsOf(folder), [
    ["NOT_REGULAR", DEPLOY],
    ["EXTRA", `${DEPLOY}/inside`],
  ]);
});

test("refuses hostile names without reading or printing them raw", async (t) => {
  const folder = copyOf(t);
  writeFileSync(join(folder, "data/%2e%2e"), "");
  writeFileSync(join(folder, "data/\u001b[31mred\n"), "");
  writeFileSync(join(folder, "data/\u202Etxt.exe"), "");
  writeFileSync(Buffer.concat([Buffer.from(join(folder, "data/")), Buffer.from([0xff, 0xfe])]), "");
  const report = await verify(folder);
  assert.deepEqual(new Set(report.findings.map(({ code }) => code)), new Set([codeOf(VERIFY.PATH_REFUSED)]));
  assert.equal(report.findings.length, 4);
  assert.doesNotMatch(JSON.stringify(report), /[\p{Cc}\p{Cf}]/u);
});

test("names two files that differ in case only", async (t) => {
  const folder = copyOf(t);
  writeFileSync(join(folder, "data/DOSSIER.JSON"), "");
  assert.deepEqual(await findingsOf(folder), [
    ["CASE_COLLISION", "data/dossier.json"],
    ["EXTRA", "data/DOSSIER.JSON"],
  ]);
});

test("names the line of a manifest that is malformed", async (t) => {
  const folder = copyOf(t);
  forgeManifest(folder, (text) => text.replace("  data/dossier.md", " data/dossier.md"));
  assert.deepEqual(await findingsOf(folder), [
    ["LINE_MALFORMED", "manifest-sha256.txt", 3],
    ["EXTRA", "data/dossier.md"],
  ]);
});

test("refuses a payload manifest that lists what is no payload", async (t) => {
  const folder = copyOf(t);
  forgeManifest(folder, (text) => `${sha256("x")}  bagit.txt\n${text}`);
  assert.deepEqual(await findingsOf(folder), [["TAG_FILE", "manifest-sha256.txt"]]);
});

test("refuses to let a bag fetch files, or bring other manifests", async (t) => {
  const folder = copyOf(t);
  writeFileSync(join(folder, "fetch.txt"), "https://example.org/x 1 data/x\n");
  writeFileSync(join(folder, "manifest-md5.txt"), "");
  relist(folder, "tagmanifest-sha256.txt", "fetch.txt");
  relist(folder, "tagmanifest-sha256.txt", "manifest-md5.txt");
  const found = await findingsOf(folder);
  assert.deepEqual(found.toSorted(), [
    ["TAG_FILE", "fetch.txt"],
    ["TAG_FILE", "manifest-md5.txt"],
  ]);
});

test("refuses another bag declaration, even if the tag manifest lists it", async (t) => {
  const folder = copyOf(t);
  writeFileSync(join(folder, "bagit.txt"), "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");
  relist(folder, "tagmanifest-sha256.txt", "bagit.txt");
  assert.deepEqual(await findingsOf(folder), [["TAG_FILE", "bagit.txt"]]);
});

test("holds bag-info against the size of the payload", async (t) => {
  const folder = copyOf(t);
  const info = readFileSync(join(folder, "bag-info.txt"), "utf8");
  writeFileSync(join(folder, "bag-info.txt"), info.replace(/Oxum: \d+/, "Oxum: 1"));
  relist(folder, "tagmanifest-sha256.txt", "bag-info.txt");
  assert.deepEqual(await findingsOf(folder), [["TAG_FILE", "bag-info.txt"]]);
});

test("finds a forged receipt whose manifests were forged with it", async (t) => {
  const folder = copyOf(t);
  forge(folder, DEPLOY, "{}\n");
  assert.deepEqual(await findingsOf(folder), [
    ["INPUT_STALE", DEPLOY],
    ["OUTPUT_CHANGED", DEPLOY],
  ]);
});

test("finds a forged plan that a stage had read", async (t) => {
  const folder = copyOf(t);
  const plan = "data/plans/omnisovereign/project-plan.omnisovereign.json";
  forge(folder, plan, '{"plan":2}\n');
  assert.deepEqual(await findingsOf(folder), [["INPUT_STALE", plan]]);
});

test("finds a forged index", async (t) => {
  const folder = copyOf(t);
  const index = readFileSync(join(folder, "data/dossier.json"), "utf8");
  forge(folder, "data/dossier.json", index.replace('"transactions": 3', '"transactions": 4'));
  const report = await verify(folder);
  assert.deepEqual(
    report.findings.map(({ message }) => message),
    ['The index "data/dossier.json" does not fit the payload at "/chain/transactions".'],
  );
});

test("finds an index in another spelling", async (t) => {
  const folder = copyOf(t);
  const path = join(folder, "data/dossier.json");
  const index = readFileSync(path, "utf8");
  const { format, ...others } = JSON.parse(index);
  const spellings = [
    index.replace('  "chain"', '  "chain": 0,\n  "chain"'),
    JSON.stringify(JSON.parse(index)),
    index.trimEnd(),
    `${JSON.stringify({ ...others, format }, null, 2)}\n`,
    "null\n",
    '{\n  "plan": null\n}\n',
    "1.5\n",
    "rubbish",
  ];
  for (const spelling of spellings) {
    forge(folder, "data/dossier.json", spelling);
    assert.deepEqual(await findingsOf(folder), [["INDEX", "data/dossier.json"]], spelling);
  }
});

test("finds a constellation that claims more than the receipts show", async (t) => {
  const folder = copyOf(t);
  const path = "data/constellation.json";
  const text = readFileSync(join(folder, path), "utf8");
  forge(folder, path, text.replace('"status": "to come"', '"status": "proved"'));
  assert.deepEqual(await findingsOf(folder), [["CONSTELLATION", path]]);
  forge(folder, path, text.replace("/transactions/0/events/0", "/transactions/0/events/1"));
  assert.deepEqual(await findingsOf(folder), [["CONSTELLATION", path]]);
});

test("finds a chain that is stated otherwise than this program states it", async (t) => {
  const folder = copyOf(t);
  const path = "data/genesis.json";
  const text = readFileSync(join(folder, path), "utf8");
  const changes: readonly (readonly [string, string])[] = [
    ['"chainId": 31337', '"chainId": 31338'],
    ['"balance": "0x21e19e0c9bab2400000"', '"balance": "0x21e19e0c9bab2400001"'],
    ['"fork": "osaka"', '"fork": "prague"'],
    ["\n", "\n\n"],
  ];
  for (const [there, instead] of changes) {
    assert.ok(text.includes(there), there);
    forge(folder, path, text.replace(there, instead));
    assert.deepEqual(await findingsOf(folder), [["GENESIS", path]], instead);
  }
});

test("finds that evidence is gone from a receipt whatever the lists say", async (t) => {
  const folder = copyOf(t);
  const path = "data/reports/localhost/asi-takeoff/receipts/stake.json";
  const receipt = readFileSync(join(folder, path), "utf8");
  const manifest = "data/reports/manifests/demo-asi-takeoff-drills.json";
  const forged = receipt.replace("StakeDeposited", "StakeForgotten");
  const digests = readFileSync(join(folder, manifest), "utf8").replace(sha256(receipt), sha256(forged));
  forge(folder, path, forged);
  forge(folder, manifest, digests);
  assert.deepEqual(await findingsOf(folder), [["CONSTELLATION", "data/constellation.json"]]);
});

test("finds that the summary is left out", async (t) => {
  const folder = copyOf(t);
  unlinkSync(join(folder, "data/dossier.md"));
  forge(folder, "data/dossier.json", readFileSync(join(folder, "data/dossier.json"), "utf8"));
  assert.deepEqual(await findingsOf(folder), [["INDEX", "data/dossier.json"]]);
});

test("finds a stage manifest that is not in the product's spelling", async (t) => {
  const folder = copyOf(t);
  const manifest = readFileSync(join(folder, TAKEOFF_MANIFEST), "utf8");
  forge(folder, TAKEOFF_MANIFEST, manifest.replace('"takeoff"', '"Takeoff"'));
  assert.deepEqual((await findingsOf(folder))[0], ["STAGE_MANIFEST", TAKEOFF_MANIFEST]);
});

test("finds a stage manifest whose state root is not the journal's", async (t) => {
  const folder = copyOf(t);
  const manifest = readFileSync(join(folder, TAKEOFF_MANIFEST), "utf8");
  forge(folder, TAKEOFF_MANIFEST, manifest.replace("2".repeat(64), "3".repeat(64)));
  assert.deepEqual(await findingsOf(folder), [["CHAIN_STALE", TAKEOFF_MANIFEST]]);
});

test("names the line of a journal that does not parse", async (t) => {
  const folder = copyOf(t);
  forge(folder, "data/journal.jsonl", "rubbish\n");
  assert.deepEqual(await findingsOf(folder), [["JOURNAL", "data/journal.jsonl", 1]]);
});

test("does not linger over JSON that nests a million deep", async (t) => {
  const folder = copyOf(t);
  const deep = "[\n".repeat(4_000_000);
  forge(folder, "data/dossier.json", deep);
  assert.deepEqual(await findingsOf(folder), [["INDEX", "data/dossier.json"]]);
  forge(folder, TAKEOFF_MANIFEST, deep);
  assert.deepEqual((await findingsOf(folder))[0], ["STAGE_MANIFEST", TAKEOFF_MANIFEST]);
});

test("stops at its bounds instead of reading on", async (t) => {
  const folder = copyOf(t);
  truncateSync(join(folder, DEPLOY), 2 ** 40);
  assert.deepEqual(await findingsOf(folder, { limits: { ...LIMITS, fileBytes: 2 ** 22 } }), [
    ["TOO_LARGE", DEPLOY],
  ]);
  const tiny = await findingsOf(original, { limits: { ...LIMITS, entries: 3 } });
  assert.equal((tiny[0] as string[])[0], "TOO_LARGE");
  const texts = await findingsOf(original, { limits: { ...LIMITS, textBytes: 100 } });
  assert.equal((texts[0] as string[])[0], "TOO_LARGE");
});

test("findings come in the same order every time", async (t) => {
  const folder = copyOf(t);
  appendFileSync(join(folder, DEPLOY), "x");
  appendFileSync(join(folder, "data/dossier.md"), "x");
  writeFileSync(join(folder, "data/a"), "x");
  const found = await findingsOf(folder);
  assert.deepEqual(found, await findingsOf(folder));
  assert.equal(found.length, 3);
});

test("calls nothing extra for want of the list that would name it", async (t) => {
  const folder = copyOf(t);
  unlinkSync(join(folder, "manifest-sha256.txt"));
  assert.deepEqual(await findingsOf(folder), [["MISSING", "manifest-sha256.txt"]]);
});
