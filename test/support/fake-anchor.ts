import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { FakeChain } from "./fake-chain.ts";

const LEAF = ["string", "bytes32"];

/** A ReceiptAnchor that keeps one root a key, and checks proofs against it. */
export class FakeAnchor {
  readonly roots = new Map<string, string>();

  constructor(chain: FakeChain) {
    chain.effects.set("ReceiptAnchor.anchor", ({ args }) => {
      const { key, root } = args as Record<string, string>;
      if (this.roots.has(String(key))) return "reverts";
      this.roots.set(String(key), String(root));
      return [];
    });
    chain.views.set("ReceiptAnchor.verify", ({ key, path, digest, proof }) => {
      const root = this.roots.get(String(key));
      return [root !== undefined && StandardMerkleTree.verify(root, LEAF, [path, digest], proof as string[])];
    });
  }
}
