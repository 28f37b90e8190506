import assert from "node:assert/strict";
import { test } from "node:test";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { proveFiles } from "../../../src/verify/prove-files.ts";
import { inspectBag } from "../../../src/verify/verify-bag.ts";
import { buildSmallDossier, scanJournal, temporaryFolder } from "../dossier/fixture.ts";

test("proves every file of a payload, as OpenZeppelin's tree does, and no other", async (t) => {
  const { folder, root } = await buildSmallDossier(temporaryFolder(t));
  const { contents } = inspectBag(folder, { scanJournal });
  assert.ok(contents);
  const names = [...contents.files.keys()].map((path) => [`data/${path}`, undefined] as const);
  const proof = proveFiles({ contents, root: root as never }, names);
  assert.ok(!("unknown" in proof));
  assert.equal(proof.files.length, 21);
  for (const { path, sha256, siblings } of proof.files) {
    const isProved = (name: string): boolean =>
      StandardMerkleTree.verify(
        proof.merkleRoot,
        ["string", "bytes32"],
        [name, `0x${sha256}`],
        [...siblings],
      );
    assert.equal(isProved(path), true);
    assert.equal(isProved(`${path}x`), false);
  }
  for (const name of ["bagit.txt", "dossier.json", "data/none"])
    assert.deepEqual(proveFiles({ contents, root: root as never }, [[name, undefined]]), { unknown: name });
  const byPlace = proveFiles({ contents, root: root as never }, [["./x", "data/dossier.md"]]);
  assert.ok(!("unknown" in byPlace));
  assert.deepEqual(
    byPlace.files.map(({ path }) => path),
    ["data/dossier.md"],
  );
});
