import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import { thisCode } from "../../../src/dossier/code.ts";
import { NO_DOSSIER, VERIFY } from "../../../src/errors/dossier-errors.ts";
import { codeOf } from "../../../src/errors/error.ts";
import type { Finding, Maker } from "../../../src/model/dossier.ts";
import { sha256 } from "../../../src/system/files.ts";
import { standsSoFar, withComputed, withFindings } from "../../../src/verify/verdict.ts";
import { verifyBag } from "../../../src/verify/verify-bag.ts";
import { exitOfVerify, formatVerify, otherMaker } from "../../../src/verify/verify-report.ts";
import { buildSmallDossier, forge, scanJournal, temporaryFolder } from "../dossier/fixture.ts";

const OTHER: Maker = { version: "0.0.9", code: sha256("other code") };
const INDEX = "data/dossier.json";
const CONSTELLATION = "data/constellation.json";

const base = mkdtempSync(join(tmpdir(), "omnisovereign-"));
let original = "";

before(async () => {
  original = (await buildSmallDossier(base)).folder;
});
after(() => rmSync(base, { recursive: true }));

function copyOf(t: TestContext): string {
  const folder = join(temporaryFolder(t), "dossier");
  cpSync(original, folder, { recursive: true });
  return folder;
}

/** Changes a payload file and has some other program's name put on the whole. */
function forgeAs(folder: string, maker: Maker | null, path: string, change: (text: string) => string): void {
  forge(folder, path, change(readFileSync(join(folder, path), "utf8")), maker);
}

const same = (text: string) => text;
const claimMore = (text: string) => text.replace('"status": "to come"', '"status": "proved"');
const verify = (folder: string, code?: Maker) =>
  verifyBag(folder, { scanJournal, ...(code === undefined ? {} : { code }) });

async function verdictOf(folder: string) {
  const report = await verify(folder);
  return [report.verdict, exitOfVerify(report), report.findings.map(({ code }) => code)];
}

test("a dossier names the version and the code that made it, outside of its payload", async () => {
  const info = readFileSync(join(original, "bag-info.txt"), "utf8");
  const { version, code } = thisCode();
  assert.ok(
    info.includes(`Bag-Software-Agent: omnisovereign ${version}\nOmniSovereign-Code-SHA-256: ${code}\n`),
  );
  const report = await verify(original);
  assert.deepEqual([report.madeBy, report.madeByThisCode], [thisCode(), true]);
  assert.ok(formatVerify(report).includes(`  maker  omnisovereign ${version}, this code\n`));
});

describe("what other code made", () => {
  test("is intact where this code computes the same", async (t) => {
    const folder = copyOf(t);
    for (const maker of [OTHER, null]) {
      forgeAs(folder, maker, INDEX, same);
      const report = await verify(folder);
      assert.deepEqual([report.verdict, report.madeBy, report.madeByThisCode], ["intact", maker, false]);
      assert.match(formatVerify(report), / {2}maker {2}.*, not this code\n/);
    }
  });

  test("is not checked where it computes otherwise: never broken, never a success", async (t) => {
    const folder = copyOf(t);
    for (const maker of [OTHER, null]) {
      forgeAs(folder, maker, CONSTELLATION, claimMore);
      assert.deepEqual(await verdictOf(folder), ["not checked", 4, [codeOf(NO_DOSSIER.NOT_CHECKED)]]);
      forgeAs(folder, maker, CONSTELLATION, (text) =>
        text.replace('"status": "proved"', '"status": "to come"'),
      );
    }
  });

  test("is broken in spite of its maker where a digest, a claim or the journal does not hold", async (t) => {
    const folder = copyOf(t);
    const deploy = "data/reports/localhost/asi-takeoff/receipts/deploy.json";
    forgeAs(folder, OTHER, CONSTELLATION, claimMore);
    forgeAs(folder, OTHER, deploy, () => "{}\n");
    assert.equal((await verdictOf(folder))[0], "broken");
    const other = copyOf(t);
    forgeAs(other, OTHER, "data/journal.jsonl", () => "rubbish\n");
    assert.deepEqual(await verdictOf(other), ["broken", 4, [codeOf(VERIFY.JOURNAL)]]);
    const changed = copyOf(t);
    forgeAs(changed, OTHER, INDEX, same);
    writeFileSync(join(changed, deploy), "other\n");
    assert.deepEqual(await verdictOf(changed), ["broken", 4, [codeOf(VERIFY.CHANGED)]]);
  });

  test("is broken if it has another root than the expected one, whatever else was not checked", async (t) => {
    const folder = copyOf(t);
    forgeAs(folder, OTHER, CONSTELLATION, claimMore);
    const report = await verifyBag(folder, { scanJournal, expectedRoot: sha256("another") });
    assert.deepEqual(
      [report.verdict, report.findings.map(({ code }) => code)],
      ["broken", [codeOf(NO_DOSSIER.NOT_CHECKED), codeOf(VERIFY.ROOT_DIFFERS)]],
    );
  });
});

test("a forger who names this code is caught by it", async (t) => {
  const folder = copyOf(t);
  forgeAs(folder, thisCode(), CONSTELLATION, claimMore);
  assert.deepEqual(await verdictOf(folder), ["broken", 4, [codeOf(VERIFY.CONSTELLATION)]]);
});

test("a program that became another one does not call its older dossiers tampered", async () => {
  const report = await verify(original, OTHER);
  assert.deepEqual([report.verdict, report.madeByThisCode], ["intact", false]);
});

test("a format of another number is named with what to do, and is no verdict on the dossier", async (t) => {
  const folder = copyOf(t);
  forgeAs(folder, OTHER, INDEX, (text) => text.replace("omnisovereign-dossier/1", "omnisovereign-dossier/2"));
  const report = await verify(folder);
  assert.deepEqual([report.verdict, exitOfVerify(report)], ["unknown format", 2]);
  assert.match(
    report.findings[0]?.message ?? "",
    /^The dossier is of the format "omnisovereign-dossier\/2", made by omnisovereign 0\.0\.9 /,
  );
  writeFileSync(join(folder, INDEX), "{}");
  assert.equal((await verify(folder)).verdict, "broken");
});

test("a format that is none of ours is a wrong index", async (t) => {
  const folder = copyOf(t);
  forgeAs(folder, OTHER, INDEX, (text) => text.replace("omnisovereign-dossier/1", "omnisovereign-dossier/x"));
  assert.deepEqual((await verdictOf(folder)).slice(0, 2), ["not checked", 4]);
});

test("findings that are certain outweigh those that other code cannot judge, in either order", async () => {
  const report = { ...(await verify(original, OTHER)) };
  const found: Finding = { code: "OMNI4117", path: "x", message: "It is off.", mend: "Mend it." };
  assert.equal(withComputed(report, "the books", []), report);
  const unchecked = withComputed(report, "the books", [found, found], OTHER);
  assert.equal(unchecked.verdict, "not checked");
  assert.match(
    unchecked.findings[0]?.message ?? "",
    /^Not checked: the books\. .*: It is off\. And 1 more\.$/,
  );
  assert.ok(standsSoFar(unchecked));
  assert.equal(withFindings(unchecked, [found]).verdict, "broken");
  const broken = withFindings(report, [found]);
  assert.equal(withComputed(broken, "the books", [found]).verdict, "broken");
  assert.ok(!standsSoFar(broken));
});

test("whoever looks at a dossier is told that other code made it, and nothing where this code did", async (t) => {
  const folder = copyOf(t);
  assert.equal(otherMaker(await verifyBag(folder, { scanJournal })), null);
  forgeAs(folder, OTHER, INDEX, same);
  assert.match(
    otherMaker(await verifyBag(folder, { scanJournal })) ?? "",
    /^maker {2}omnisovereign 0\.0\.9 .*, not this code$/,
  );
});
