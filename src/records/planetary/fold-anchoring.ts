import type { FileDigest } from "../../model/artefact.ts";
import type { Anchoring } from "../../model/layer-run.ts";
import type { ReadAt } from "../../model/planetary-readings.ts";
import { receiptPath } from "../../model/receipts.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { merkleProof, merkleRoot } from "../merkle.ts";
import { NATIONAL_KEY } from "./anchor-keys.ts";

/** What proves the mission's receipt against the root of all. */
export interface MissionProof {
  readonly root: string;
  readonly file: FileDigest;
  readonly proof: readonly string[];
}

/** @param receipts those of the national layer, its mission's among them. */
export function missionProof(receipts: readonly FileDigest[]): MissionProof {
  const file = receipts.find(({ path }) => path === receiptPath("national-mission")) as FileDigest;
  return { root: merkleRoot(receipts), file, proof: merkleProof(receipts, file) };
}

/** How the national layer was anchored. */
export function foldAnchoring(
  receipts: readonly FileDigest[],
  records: readonly TransactionRecord[],
  proved: ReadAt<boolean>,
): Anchoring {
  const { root, file, proof } = missionProof(receipts);
  return {
    root,
    receipts: receipts.length,
    proved: { ...file, proof, holds: proved.value },
    transactions: anchoredUnder(NATIONAL_KEY, records),
  };
}

/** The transactions that anchored a root under a key. */
export function anchoredUnder(key: string, records: readonly TransactionRecord[]): TransactionRecord[] {
  return records.filter(
    ({ contract, function: name, args }) =>
      contract === "ReceiptAnchor" && name === "anchor" && args.key === key,
  );
}
