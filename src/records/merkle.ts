import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { FileDigest } from "../model/artefact.ts";
import { byPath } from "../support/paths.ts";

/** keccak256(keccak256(abi.encode(string path, bytes32 sha256))): the leaf that ReceiptAnchor checks on chain. */
const LEAF = ["string", "bytes32"];

/**
 * @returns the root of the files' Merkle tree, 0x and 64 hex digits; the same for every order of `files`.
 * @throws Error if there is no file.
 */
export function merkleRoot(files: readonly FileDigest[]): string {
  return treeOf(files).root;
}

/**
 * @returns what proves one file against {@link merkleRoot}, as OpenZeppelin's MerkleProof takes it.
 * @throws Error if the file is not among them.
 */
export function merkleProof(files: readonly FileDigest[], file: FileDigest): string[] {
  return merkleProofs(files).proofOf(file);
}

/** Root and proofs of the same files, of a tree that is built once. */
export interface Proofs {
  readonly root: string;
  /** As {@link merkleProof} has it. */
  proofOf(file: FileDigest): string[];
}

/** @throws Error if there is no file. */
export function merkleProofs(files: readonly FileDigest[]): Proofs {
  const tree = treeOf(files);
  return { root: tree.root, proofOf: (file) => tree.getProof(leafOf(file)) };
}

function treeOf(files: readonly FileDigest[]): StandardMerkleTree<string[]> {
  return StandardMerkleTree.of(files.toSorted(byPath).map(leafOf), LEAF);
}

function leafOf({ path, sha256 }: FileDigest): string[] {
  return [path, `0x${sha256}`];
}
