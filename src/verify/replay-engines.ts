import type { Disagreement } from "../chain/engine/disagreement/find.ts";
import type { Engine } from "../chain/engine/engine.ts";
import { GENESIS_DOCUMENT } from "../chain/engine/genesis.ts";
import { nativeCrypto } from "../chain/engine/native-crypto.ts";
import type { JournalStream } from "../chain/journal/journal-stream.ts";
import { type ExecutedChain, edrEngine } from "../chain/rehearsal/edr-engine.ts";
import type { EngineName } from "../model/engine.ts";
import type { SeenState } from "./check-state.ts";

/** What is told of a journal that was executed whole. */
export interface Listeners {
  /** Done on EDR's chain before it goes; the other's cannot be asked as a node is. */
  readonly edr: (chain: ExecutedChain) => Promise<void>;
  /** The other has told of each write on the way. */
  readonly ethereumjs: (state: SeenState) => void;
}

export async function openEngine(name: EngineName, listeners: Listeners): Promise<Engine> {
  return name === "edr" ? edrEngine(listeners.edr) : watchedEngine(listeners.ethereumjs);
}

async function watchedEngine(seen: Listeners["ethereumjs"]): Promise<Engine> {
  const [{ ethereumJsEngine }, { watchStorage }] = await Promise.all([
    import("../chain/engine/ethereumjs/engine.ts"),
    import("../chain/engine/ethereumjs/watch-storage.ts"),
  ]);
  const { crypto, onlooker, writes, preimages } = watchStorage(await nativeCrypto());
  const engine = ethereumJsEngine(GENESIS_DOCUMENT, crypto, onlooker);
  return async (journal) => {
    const execution = await engine(journal);
    if (execution.kind === "executed") seen({ blocks: execution.journal.blocks, writes, preimages });
    return execution;
  };
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
