import type { Sha256 } from "../model/artefact.ts";
import { merkleProofs } from "../records/merkle.ts";
import { payloadOf } from "./attested.ts";
import type { BagContents } from "./verify-bag.ts";

/** What shows that files are of a dossier, without the rest of it. */
export interface Proof {
  readonly format: "omnisovereign-proof/1";
  readonly root: Sha256;
  /** Of the tree over all files that the root's manifest lists: 0x and 64 hex digits. */
  readonly merkleRoot: string;
  readonly files: readonly {
    /** As the manifest lists it. */
    readonly path: string;
    readonly sha256: Sha256;
    /** From the leaf upwards, as OpenZeppelin's MerkleProof takes them. */
    readonly siblings: readonly string[];
  }[];
}

/**
 * @param named each file by the names that may stand for it; the first that the manifest lists counts
 * @returns the first name of what no name stands for, if there is such
 */
export function proveFiles(
  { contents, root }: { readonly contents: BagContents; readonly root: Sha256 },
  named: readonly (readonly [string, string | undefined])[],
): Proof | { readonly unknown: string } {
  const payload = payloadOf(contents);
  const listed = new Map<string, (typeof payload)[number]>(payload.map((file) => [file.path, file]));
  const found = named.map((names) => names.flatMap((name) => listed.get(name ?? "") ?? [])[0]);
  const unknown = named[found.indexOf(undefined)];
  if (unknown !== undefined) return { unknown: unknown[0] };
  const tree = merkleProofs(payload);
  const files = found.flatMap((file) =>
    file === undefined ? [] : [{ path: file.path, sha256: file.sha256, siblings: tree.proofOf(file) }],
  );
  return { format: "omnisovereign-proof/1", root, merkleRoot: tree.root, files };
}
