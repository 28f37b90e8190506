import { textDigest } from "./job-request.ts";

/**
 * What the ReceiptAnchor is told of a closed dossier. The key names the root, so that a root is anchored once, and whoever has one
 * can ask for it.
 *
 * @param root SHA-256 in hex.
 */
export function anchoringOf(root: string): { readonly key: string; readonly root: string } {
  return { key: textDigest(`dossier ${root}`), root: `0x${root}` };
}
