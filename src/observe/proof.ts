import type { ReadAt } from "../model/planetary-readings.ts";
import type { MissionProof } from "../records/planetary/fold-anchoring.ts";
import type { Views } from "./views.ts";

/** Asks the anchor, at the latest block, whether the root under a key contains a file. */
export async function readProof(
  views: Views,
  key: string,
  { file, proof }: Pick<MissionProof, "file" | "proof">,
): Promise<ReadAt<boolean>> {
  const args = [key, file.path, `0x${file.sha256}`, proof];
  const [answer] = await views.read([{ contract: "ReceiptAnchor", function: "verify", args }]);
  return { block: views.chain.clock.block, value: Boolean(answer?.[0]) };
}
