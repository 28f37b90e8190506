import type { Hex } from "../../../model/hex.ts";
import type { BlockOutcome, JournalBlock } from "../../journal/journal.ts";
import type { JournalStream } from "../../journal/journal-stream.ts";
import type { Crypto } from "../crypto.ts";
import type { Engine, ExecutedTransaction } from "../engine.ts";
import type { GenesisDocument } from "../genesis.ts";
import type { Divergence } from "../replay.ts";
import { type EthereumJsChain, type MinedBlock, openChain, outcomeOf } from "./chain.ts";
import { outcomesOf } from "./outcomes.ts";

/** Who looks on while a journal is executed. */
export interface Onlooker {
  /** Before the first block: to listen to the VM's events. */
  readonly opened?: (chain: EthereumJsChain) => void;
  /** After each block, whether it is what the journal says or not. */
  readonly mined?: (block: MinedBlock) => void;
}

/** An EVM of another family than the node's, in this process: all that it knows of the chain is in the document. */
export function ethereumJsEngine(
  document: GenesisDocument,
  crypto: Crypto,
  { opened, mined }: Onlooker = {},
): Engine {
  return async ({ header, blocks }: JournalStream) => {
    const chain = await openChain(document, crypto);
    opened?.(chain);
    const start = differenceAt(0, header.genesis, outcomeOf(chain.latest));
    if (start) return { ...start, what: "genesis" };
    const read: JournalBlock[] = [];
    const transactions: ExecutedTransaction[] = [];
    for (const block of blocks) {
      const done = await mine(chain, block);
      if ("kind" in done) return done;
      mined?.(done);
      const difference = differenceAt(block.number, block, outcomeOf(done.block));
      if (difference) return difference;
      read.push(block);
      transactions.push(...outcomesOf(done));
    }
    return { kind: "executed", journal: { header, blocks: read }, transactions };
  };
}

/** What a hostile journal makes the library throw is a divergence like others. */
async function mine(chain: EthereumJsChain, block: JournalBlock): Promise<MinedBlock | Divergence> {
  try {
    return await chain.mine(block);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { kind: "differs", block: block.number, what: "answer", expected: "a valid block", found };
  }
}

function differenceAt(block: number, expected: BlockOutcome, found: BlockOutcome): Divergence | null {
  for (const [what, key] of [
    ["state root", "stateRoot"],
    ["hash", "hash"],
  ] as const) {
    const [wanted, there]: [Hex, Hex] = [expected[key], found[key]];
    if (wanted !== there) return { kind: "differs", block, what, expected: wanted, found: there };
  }
  return null;
}
