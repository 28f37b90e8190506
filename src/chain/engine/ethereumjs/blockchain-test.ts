import type { Block } from "@ethereumjs/block";
import type { MerkleStateManager } from "@ethereumjs/statemanager";
import { bytesToHex } from "@ethereumjs/util";
import { CHAIN } from "../../../errors/chain-errors.ts";
import { OmniError } from "../../../errors/error.ts";
import { EXPORT } from "../../../errors/export-errors.ts";
import type { JournalBlock } from "../../journal/journal.ts";
import type { JournalStream } from "../../journal/journal-stream.ts";
import type { Crypto } from "../crypto.ts";
import type { GenesisDocument } from "../genesis.ts";
import { type Alloc, listenTo, type Writes } from "./alloc.ts";
import { type EthereumJsChain, openChain, outcomeOf } from "./chain.ts";
import { blockFields, evenQuantity, headerFields } from "./fixture-fields.ts";

/** The fork that every block is of, as fixtures name it, and its blobs (EIP-7840). */
const NETWORK = "Osaka";
const BLOBS = { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716 };

/** What a client may refuse that goes further than the documentation asks, and why nothing here can help it. */
const DEPARTURES = [
  "Block 1 stands for the genesis, because before it the code of EIP-2935's account was put into the state by no transaction: from block 0 on, a client that executes by the rules has another state root after block 1. A client that takes only a genesis of number 0, such as go-ethereum, refuses it before it executes anything.",
  "The accounts of EIP-7002 and EIP-7251 have no code. Both EIPs call a block invalid where a client finds none; a client that looks refuses block 2, and one that only calls the empty account gets no request, as the headers have it.",
  "Transactions are signed for the chain that config.chainid names. A client that takes 1 for every chain of this fork refuses them.",
  "Block 0 is not in it: BLOCKHASH of it is zero for a client that looks among its blocks, and the hash for one that asks EIP-2935's contract. No transaction asks for it.",
] as const;

/** From here on the state changes by transactions and system calls alone. */
const FIRST = 1;

/**
 * Executes a journal, and makes of it what clients test themselves with: a BlockchainTests fixture, as the documentation of
 * execution-spec-tests has it.
 *
 * @param journal attacker-controlled beyond its form.
 * @param name of the one test in it.
 * @throws OMNI3060 if a block is not what the journal says, OMNI4181 if there is nothing between genesis and end.
 */
export async function blockchainTest(
  { blocks }: JournalStream,
  {
    document,
    crypto,
    name,
  }: { readonly document: GenesisDocument; readonly crypto: Crypto; readonly name: string },
): Promise<Readonly<Record<string, unknown>>> {
  const chain = await openChain(document, crypto);
  const writes = listenTo(chain.vm.stateManager as MerkleStateManager, Object.keys(document.alloc));
  const executed: Block[] = [];
  let pre: Alloc = {};
  for (const block of blocks) {
    executed.push(await mine(chain, block));
    if (block.number === FIRST) pre = await writes.read();
  }
  const [genesis, ...later] = executed;
  if (genesis === undefined || later.length === 0)
    throw new OmniError(EXPORT.TOO_SHORT, { blocks: executed.length });
  return { [name]: await fixtureOf({ genesis, later, pre, chainId: document.config.chainId, writes }) };
}

/** @throws OMNI3060 if it is not what the journal says. */
async function mine(chain: EthereumJsChain, block: JournalBlock): Promise<Block> {
  const differs = (expected: string, found: string) =>
    new OmniError(CHAIN.REPLAY_DIFFERS, { block: block.number, what: "block", expected, found });
  const mined = await chain.mine(block).catch((error) => {
    throw differs("a valid one", error instanceof Error ? error.message : String(error));
  });
  const { hash } = outcomeOf(mined.block);
  if (hash !== block.hash) throw differs(block.hash, hash);
  return mined.block;
}

interface Executed {
  readonly genesis: Block;
  readonly later: readonly Block[];
  readonly pre: Alloc;
  readonly chainId: number;
  readonly writes: Writes;
}

async function fixtureOf({ genesis, later, pre, chainId, writes }: Executed) {
  const { target, max, baseFeeUpdateFraction } = BLOBS;
  const blobs = {
    target: evenQuantity(target),
    max: evenQuantity(max),
    baseFeeUpdateFraction: evenQuantity(baseFeeUpdateFraction),
  };
  return {
    _info: { comment: "A rehearsed mission, made by omnisovereign.", mayBeRefused: DEPARTURES },
    network: NETWORK,
    genesisBlockHeader: headerFields(genesis.header),
    pre,
    postState: await writes.read(),
    lastblockhash: bytesToHex((later.at(-1) as Block).hash()),
    config: { network: NETWORK, chainid: evenQuantity(chainId), blobSchedule: { [NETWORK]: blobs } },
    genesisRLP: bytesToHex(genesis.serialize()),
    blocks: later.map(blockFields),
    sealEngine: "NoProof",
  };
}
