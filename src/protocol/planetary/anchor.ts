import type { FileDigest } from "../../model/artefact.ts";
import type { Cast } from "../../model/cast.ts";
import type { ReadAt } from "../../model/planetary-readings.ts";
import { readProof } from "../../observe/proof.ts";
import { merkleRoot } from "../../records/merkle.ts";
import { CONSENSUS_KEY, NATIONAL_KEY } from "../../records/planetary/anchor-keys.ts";
import { missionProof } from "../../records/planetary/fold-anchoring.ts";
import type { Driver } from "../driver.ts";

/**
 * The planetary layer opens only on an anchored national root.
 *
 * @returns whether it proves the mission's receipt.
 */
export async function anchorNation(
  driver: Driver,
  cast: Cast,
  receipts: readonly FileDigest[],
): Promise<ReadAt<boolean>> {
  await anchor(driver, cast, NATIONAL_KEY, receipts);
  return readProof(driver, NATIONAL_KEY, missionProof(receipts));
}

/** Anchors the comparison of both layers' votes. */
export async function anchorConsensus(
  driver: Driver,
  cast: Cast,
  receipts: readonly FileDigest[],
): Promise<void> {
  await anchor(driver, cast, CONSENSUS_KEY, receipts);
}

async function anchor(
  driver: Driver,
  { operator }: Cast,
  key: string,
  receipts: readonly FileDigest[],
): Promise<void> {
  const args = [key, merkleRoot(receipts)];
  await driver.mine({ steps: [{ from: operator, contract: "ReceiptAnchor", function: "anchor", args }] });
}
