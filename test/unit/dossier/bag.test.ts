import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { buildBag, payloadPath, withinPayload } from "../../../src/dossier/bag.ts";
import { SCRIPT, SCRIPT_TEXT } from "../../../src/dossier/verify-script.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";
import { buildSmallDossier, temporaryFolder } from "./fixture.ts";

/**
 * The shape of RFC 8493 §4.1's first example (an image and its OCR text) with contents of our own; every line below was
 * made with coreutils: `printf … > file`, `sha256sum data/27613-h/images/*`, `sha256sum *.txt`.
 */
const PAYLOAD = [
  { path: "27613-h/images/q172.txt", content: "This is the OCR text\n" },
  { path: "27613-h/images/q172.png", content: "this is the image" },
].map(({ path, content }) => ({
  path: artefactPath(path),
  sha256: sha256(content),
  bytes: content.length,
}));

const MAKER = { version: "1.2.3", code: sha256("x") };

test("makes the tag files that coreutils make for the same payload", () => {
  const { root, tags } = buildBag(PAYLOAD, MAKER);
  const { [SCRIPT]: script, ...others } = Object.fromEntries(tags);
  assert.equal(script, SCRIPT_TEXT);
  assert.deepEqual(others, {
    "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    "bag-info.txt":
      "External-Description: OmniSovereign mission dossier\nBag-Software-Agent: omnisovereign 1.2.3\nOmniSovereign-Code-SHA-256: 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\nPayload-Oxum: 38.2\n",
    "manifest-sha256.txt": [
      "1a51b9d07633df5556c674c8201e91f5b5c4915f30343ecc61315062e6e11c45  data/27613-h/images/q172.png",
      "169c073fb77102960c62bca38afabfc55a0327e521b1a905d80bcc83ce7903f9  data/27613-h/images/q172.txt",
      "",
    ].join("\n"),
    "tagmanifest-sha256.txt": [
      "c1623e298a1b149e1b9461e482a8a39f8e34efee975539ecf39a8713f9852636  bag-info.txt",
      "1712ecfb074bf29c4188ad3421032509159a09739fd604f8fe57038b4ddefcc9  bagit.txt",
      "707afe0b5d5697f857b5632129e49ef4ce59fe444fba3494d91b30964691a633  manifest-sha256.txt",
      `${sha256(SCRIPT_TEXT)}  verify.sh`,
      "",
    ].join("\n"),
  });
  assert.equal(root, "707afe0b5d5697f857b5632129e49ef4ce59fe444fba3494d91b30964691a633");
});

test("the root does not depend on the order of the files", () => {
  assert.equal(buildBag(PAYLOAD).root, buildBag(PAYLOAD.toReversed()).root);
});

test("sha256sum accepts both manifests of a dossier", async (t) => {
  const { folder, root } = await buildSmallDossier(temporaryFolder(t));
  for (const manifest of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
    const check = spawnSync("sha256sum", ["--strict", "-c", manifest], { cwd: folder, encoding: "utf8" });
    if (check.error) return t.skip("this machine has no sha256sum");
    assert.equal(check.status, 0, check.stderr);
  }
  const printed = spawnSync("sha256sum", ["manifest-sha256.txt"], { cwd: folder, encoding: "utf8" });
  assert.equal(printed.stdout, `${root}  manifest-sha256.txt\n`);
});

test("tells the payload from the tag files", () => {
  assert.equal(payloadPath(artefactPath("a/b")), "data/a/b");
  assert.equal(withinPayload(artefactPath("data/a/b")), "a/b");
  assert.equal(withinPayload(artefactPath("bagit.txt")), undefined);
  assert.equal(withinPayload(artefactPath("data")), undefined);
  assert.equal(withinPayload(artefactPath("database/x")), undefined);
});
