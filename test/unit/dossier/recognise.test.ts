import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { recogniseStranger } from "../../../src/dossier/recognise.ts";
import { buildSmallDossier, temporaryFolder } from "./fixture.ts";

/** A folder in which somebody works, with a run's output in `reports`. */
async function workplace(t: TestContext): Promise<string> {
  const at = temporaryFolder(t);
  await buildSmallDossier(join(at, "reports"));
  return at;
}

test("asks whether the dossier of a run was meant, wherever around it somebody pointed", async (t) => {
  const at = await workplace(t);
  writeFileSync(join(at, "reports/omnisovereign/dossier.tar.gz"), "");
  for (const [named, problem] of [
    [".", 'holds neither "bagit.txt" nor a payload'],
    ["reports", 'holds neither "bagit.txt" nor a payload'],
    ["reports/omnisovereign", 'holds neither "bagit.txt" nor a payload'],
    ["reports/localhost/asi-takeoff", 'holds neither "bagit.txt" nor a payload'],
    ["reports/omnisovereign/dossier/data", 'holds neither "bagit.txt" nor a payload'],
    ["reports/omnisovereign/dossier/bagit.txt", "is no folder"],
    ["reports/omnisovereign/dossier.tar.gz", "is an archive: unpack it first"],
    ["report/omnisovereign/dossier", "does not exist"],
    ["reports/omnisovereign/dossier/bagit.txt/more", "does not exist"],
  ] as const) {
    const found = recogniseStranger(named, at);
    assert.ok(found?.message.endsWith(`is no dossier: it ${problem}.`), `${named}: ${found?.message}`);
    assert.equal(found?.mend, 'Did you mean "reports/omnisovereign/dossier"?', named);
  }
});

test("says where a run leaves one, where there is none near", (t) => {
  const found = recogniseStranger("nowhere", temporaryFolder(t));
  assert.match(found?.mend ?? "", /^Name the folder that holds "bagit\.txt"; /);
});

test("names a dossier elsewhere by its whole path", async (t) => {
  const at = await workplace(t);
  const found = recogniseStranger(join(at, "reports"), temporaryFolder(t));
  assert.equal(found?.mend, `Did you mean "${join(at, "reports/omnisovereign/dossier")}"?`);
});

test("leaves a dossier to be verified, and one of which a part is left", async (t) => {
  const at = await workplace(t);
  const dossier = join(at, "reports/omnisovereign/dossier");
  assert.equal(recogniseStranger(dossier), null);
  for (const part of ["bagit.txt", "manifest-sha256.txt", "data/dossier.json", "data/journal.jsonl"]) {
    const rest = join(at, part.replace("/", "-"));
    mkdirSync(join(rest, "data"), { recursive: true });
    cpSync(join(dossier, part), join(rest, part));
    if (part === "bagit.txt") cpSync(join(dossier, "manifest-sha256.txt"), join(rest, "manifest-sha256.txt"));
    assert.equal(recogniseStranger(rest), null, part);
  }
});
