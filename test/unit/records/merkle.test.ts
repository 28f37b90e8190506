import assert from "node:assert/strict";
import { test } from "node:test";
import { AbiCoder, concat, keccak256 } from "ethers";
import fc from "fast-check";
import type { FileDigest } from "../../../src/model/artefact.ts";
import { merkleProof, merkleRoot } from "../../../src/records/merkle.ts";
import { artefactPath } from "../../../src/support/paths.ts";
import { sha256 } from "../../../src/system/files.ts";

const file = (path: string, content = path): FileDigest => ({
  path: artefactPath(path),
  sha256: sha256(content),
});

/** OpenZeppelin's leaf, hashed twice so that no inner node can pass for one. */
function leaf({ path, sha256 }: FileDigest): string {
  return keccak256(
    keccak256(AbiCoder.defaultAbiCoder().encode(["string", "bytes32"], [path, `0x${sha256}`])),
  );
}

/** What MerkleProof.sol computes: sorted pairs from the leaf to the root. */
function climb(start: string, proof: readonly string[]): string {
  return proof.reduce((node, sibling) => keccak256(concat([node, sibling].toSorted())), start);
}

test("a single file's root is its leaf", () => {
  assert.equal(merkleRoot([file("a")]), leaf(file("a")));
});

test("every file's proof leads to the root, and no changed file's does", () => {
  const paths = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,6}$/), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(paths, fc.nat(), (names, at) => {
      const files = names.map((name) => file(name));
      const one = files[at % files.length] as FileDigest;
      const proof = merkleProof(files, one);
      assert.equal(climb(leaf(one), proof), merkleRoot(files));
      assert.notEqual(climb(leaf(file(one.path, "changed")), proof), merkleRoot(files));
      assert.notEqual(climb(leaf({ ...one, path: artefactPath("Renamed") }), proof), merkleRoot(files));
    }),
  );
});

test("the root does not depend on the order of the files", () => {
  const files = ["a", "b", "c"].map((path) => file(path));
  assert.equal(merkleRoot(files), merkleRoot(files.toReversed()));
});

test("there is no proof for a file that is not there, nor a root of nothing", () => {
  assert.throws(() => merkleProof([file("a")], file("b")));
  assert.throws(() => merkleRoot([]));
});
