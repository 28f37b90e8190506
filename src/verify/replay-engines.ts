import type { Disagreement } from "../chain/engine/disagreement/find.ts";
import type { Engine } from "../chain/engine/engine.ts";
import { GENESIS_DOCUMENT } from "../chain/engine/genesis.ts";
import { nativeCrypto } from "../chain/engine/native-crypto.ts";
import type { JournalStream } from "../chain/journal/journal-stream.ts";
import { type ExecutedChain, edrEngine } from "../chain/rehearsal/edr-engine.ts";
import type { EngineName } from "../model/engine.ts";

/**
 * @param meanwhile what is done on EDR's chain before it goes; the other's cannot be asked as a node is.
 */
export async function openEngine(
  name: EngineName,
  meanwhile: (chain: ExecutedChain) => Promise<void>,
): Promise<Engine> {
  if (name === "edr") return edrEngine(meanwhile);
  const { ethereumJsEngine } = await import("../chain/engine/ethereumjs/engine.ts");
  return ethereumJsEngine(GENESIS_DOCUMENT, await nativeCrypto());
}

/**
 * Executes a journal by both once more up to a block.
 *
 * @param journal read anew for each of them.
 * @returns where they part in it; `null` if they agree against the journal.
 */
export async function disagreementAt(
  block: number,
  journal: () => JournalStream,
): Promise<Disagreement | null> {
  const [{ disagreementOf }, { openEdrSide }, { ethereumJsSide }] = await Promise.all([
    import("../chain/engine/disagreement/find.ts"),
    import("../chain/engine/disagreement/edr-side.ts"),
    import("../chain/engine/disagreement/ethereumjs-side.ts"),
  ]);
  const edr = await openEdrSide(journal(), block);
  try {
    const other = await ethereumJsSide(GENESIS_DOCUMENT, await nativeCrypto())(journal(), block);
    return await disagreementOf(block, edr, other);
  } finally {
    edr.close();
  }
}
