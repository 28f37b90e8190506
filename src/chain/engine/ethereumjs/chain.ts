import { Block, createBlockHeader, genTransactionsTrieRoot, type HeaderData } from "@ethereumjs/block";
import { type Blockchain, createBlockchain } from "@ethereumjs/blockchain";
import { type Common, createCommonFromGethGenesis } from "@ethereumjs/common";
import type { EVM } from "@ethereumjs/evm";
import { MerklePatriciaTrie } from "@ethereumjs/mpt";
import type { MerkleStateManager } from "@ethereumjs/statemanager";
import { createTxFromRLP, type TypedTransaction } from "@ethereumjs/tx";
import { bytesToHex, hexToBytes } from "@ethereumjs/util";
import { createVM, type RunBlockResult, runBlock, type VM } from "@ethereumjs/vm";
import type { BlockIntent, BlockOutcome } from "../../journal/journal.ts";
import type { Crypto } from "../crypto.ts";
import type { GenesisDocument } from "../genesis.ts";
import { headerData, nextHeader } from "./headers.ts";
import { rememberJumps } from "./remember-jumps.ts";
import { applyChanges, openState } from "./state.ts";

/** A block that was executed. */
export interface MinedBlock {
  readonly block: Block;
  readonly results: RunBlockResult["results"];
  readonly receipts: RunBlockResult["receipts"];
}

/** A chain of ethereumjs's own, at its genesis first. */
export interface EthereumJsChain {
  readonly vm: VM;
  readonly latest: Block;
  /**
   * Executes a block on the latest one, by the library's own validation and system calls.
   *
   * @param intent attacker-controlled beyond its form; it throws if it makes no valid block.
   */
  mine(intent: BlockIntent): Promise<MinedBlock>;
}

/** @param document what the chain is; read from a dossier only after it was compared with what this code states. */
export async function openChain(document: GenesisDocument, crypto: Crypto): Promise<EthereumJsChain> {
  const common = commonOf(document, crypto);
  const state = await openState(common, document);
  const first = await firstBlock(common, document, await state.getStateRoot());
  const blockchain = await createBlockchain({ common, genesisBlock: first, validateBlocks: false });
  const vm = await createVM({ common, stateManager: state, blockchain });
  rememberJumps(vm.evm as EVM);
  return new Chain({ document, crypto, common, state, blockchain, vm }, first);
}

interface Parts {
  readonly document: GenesisDocument;
  readonly crypto: Crypto;
  readonly common: Common;
  readonly state: MerkleStateManager;
  readonly blockchain: Blockchain;
  readonly vm: VM;
}

function commonOf(document: GenesisDocument, customCrypto: Crypto): Common {
  return createCommonFromGethGenesis(document as never, {
    chain: "rehearsal",
    hardfork: document.rehearsal.fork,
    customCrypto,
  });
}

async function firstBlock(
  common: Common,
  { rehearsal }: GenesisDocument,
  stateRoot: Uint8Array,
): Promise<Block> {
  return blockOf(common, { ...headerData(rehearsal.genesis.header), stateRoot });
}

/** The library's own makers of blocks would decode each transaction once more. */
function blockOf(common: Common, header: HeaderData, transactions: TypedTransaction[] = []): Block {
  return new Block(createBlockHeader(header, { common }), transactions, [], [], { common });
}

class Chain implements EthereumJsChain {
  readonly #parts: Parts;
  #latest: Block;

  constructor(parts: Parts, first: Block) {
    this.#parts = parts;
    this.#latest = first;
  }

  get vm(): VM {
    return this.#parts.vm;
  }

  get latest(): Block {
    return this.#latest;
  }

  async mine(intent: BlockIntent): Promise<MinedBlock> {
    const { document, state, vm, blockchain } = this.#parts;
    await applyChanges(state, document, intent.number);
    const block = await this.#blockOf(intent);
    const ran = await runBlock(vm, { block, generate: true });
    const whole = this.#whole(block, ran);
    await blockchain.putBlock(whole);
    this.#latest = whole;
    return { block: whole, results: ran.results, receipts: ran.receipts };
  }

  async #blockOf(intent: BlockIntent): Promise<Block> {
    const { common, document, crypto } = this.#parts;
    const transactions = intent.transactions.map((raw) => createTxFromRLP(hexToBytes(raw), { common }));
    const header = nextHeader(document, intent, {
      parent: this.#latest.header,
      transactionsTrie: await genTransactionsTrieRoot(transactions, new MerklePatriciaTrie({ common })),
      keccak256: crypto.keccak256,
    });
    return blockOf(common, header, transactions);
  }

  /** With what only executing it tells. */
  #whole(block: Block, ran: RunBlockResult): Block {
    const { stateRoot, receiptsRoot, logsBloom, gasUsed, requestsHash } = ran;
    const told = { stateRoot, receiptTrie: receiptsRoot, logsBloom, gasUsed };
    const header = { ...(block.header as HeaderData), ...told, ...(requestsHash && { requestsHash }) };
    return blockOf(this.#parts.common, header, [...block.transactions]);
  }
}

/** What a journal says of a block. */
export function outcomeOf(block: Block): BlockOutcome {
  return { hash: bytesToHex(block.hash()), stateRoot: bytesToHex(block.header.stateRoot) };
}
