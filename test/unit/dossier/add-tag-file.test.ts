import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { addTagFile } from "../../../src/dossier/add-tag-file.ts";
import { VERIFY } from "../../../src/errors/dossier-errors.ts";
import { codeOf } from "../../../src/errors/error.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { inspectBag, verifyBag } from "../../../src/verify/verify-bag.ts";
import { buildSmallDossier, scanJournal, temporaryFolder } from "./fixture.ts";

const STATEMENT = artefactPath("attestations/x.sigstore.json");

test("adds a tag file, replaces it, and leaves the root as it is", async (t) => {
  const { folder, root } = await buildSmallDossier(temporaryFolder(t));
  for (const text of ["{}\n", "[]\n"]) {
    await addTagFile(folder, STATEMENT, text);
    const { report, contents } = inspectBag(folder, { scanJournal });
    assert.deepEqual([report.verdict, report.root], ["intact", root]);
    assert.deepEqual(contents?.attestations, [{ path: STATEMENT, text }]);
  }
});

test("a statement that is not listed, or that is too long to be one, breaks the bag", async (t) => {
  const { folder } = await buildSmallDossier(temporaryFolder(t));
  await addTagFile(folder, STATEMENT, " ".repeat(4 * 2 ** 20 + 1));
  const codes = async () => (await verifyBag(folder, { scanJournal })).findings.map(({ code }) => code);
  assert.ok((await codes()).includes(codeOf(VERIFY.TOO_LARGE)));
  await addTagFile(folder, STATEMENT, "{}\n");
  assert.deepEqual(await codes(), []);
  writeFileSync(join(folder, "attestations", "y.json"), "{}\n");
  assert.deepEqual(await codes(), [codeOf(VERIFY.EXTRA)]);
});

test("loses nothing of what two processes add at once", async (t) => {
  const { folder } = await buildSmallDossier(temporaryFolder(t));
  const adding = (name: string) => `
    import { addTagFile } from ${JSON.stringify(new URL("../../../src/dossier/add-tag-file.ts", import.meta.url).href)};
    for (let i = 0; i < 20; i += 1)
      await addTagFile(${JSON.stringify(folder)}, "attestations/${name}-" + i + ".sigstore.json", "{}\\n");`;
  const run = promisify(execFile);
  await Promise.all(
    ["ada", "bob"].map((name) => run(process.execPath, ["--input-type=module", "-e", adding(name)])),
  );
  const { report, contents } = inspectBag(folder, { scanJournal });
  assert.deepEqual([report.verdict, contents?.attestations.length], ["intact", 40]);
});

test("says where it cannot write", async (t) => {
  const { folder } = await buildSmallDossier(temporaryFolder(t));
  writeFileSync(join(folder, "attestations"), "");
  await assert.rejects(addTagFile(folder, STATEMENT, "{}\n"), { code: "OMNI4306" });
});
