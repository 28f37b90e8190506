import type { Address, Hex } from "../../model/hex.ts";
import { toJson } from "../../support/json.ts";
import { quantity } from "../../support/quantity.ts";
import { BLOCK_GAS_LIMIT, CHAIN_ID, GENESIS, HARDFORK } from "../constants.ts";
import {
  BEACON_ROOTS,
  beaconRootOf,
  FIRST_BEACON_ROOT,
  HISTORY,
  HISTORY_STUB,
  RING,
} from "../system-contracts.ts";

/** A block's header by the names that JSON-RPC gives its fields, in the order in which they are hashed. */
export interface Header {
  readonly parentHash: Hex;
  readonly sha3Uncles: Hex;
  readonly miner: Address;
  readonly stateRoot: Hex;
  readonly transactionsRoot: Hex;
  readonly receiptsRoot: Hex;
  readonly logsBloom: Hex;
  readonly difficulty: Hex;
  readonly number: Hex;
  readonly gasLimit: Hex;
  readonly gasUsed: Hex;
  readonly timestamp: Hex;
  readonly extraData: Hex;
  readonly mixHash: Hex;
  readonly nonce: Hex;
  readonly baseFeePerGas: Hex;
  readonly withdrawalsRoot: Hex;
  readonly blobGasUsed: Hex;
  readonly excessBlobGas: Hex;
  readonly parentBeaconBlockRoot: Hex;
  readonly requestsHash: Hex;
}

export interface GenesisAccount {
  readonly balance: Hex;
  readonly nonce: Hex;
  readonly code?: Hex;
}

/** What a header field is in every block but the first. */
type Rule = { readonly value: Hex } | { readonly rule: string; readonly first?: Hex };

/**
 * All that an EVM has to know, beside the journal, to make its blocks. The keys that go-ethereum's genesis files have are
 * here as they are there; `rehearsal` has what those cannot say.
 */
export interface GenesisDocument {
  readonly config: Readonly<Record<string, unknown>> & { readonly chainId: number };
  readonly nonce: Hex;
  readonly timestamp: Hex;
  readonly extraData: Hex;
  readonly gasLimit: Hex;
  readonly difficulty: Hex;
  readonly mixHash: Hex;
  readonly coinbase: Address;
  readonly baseFeePerGas: Hex;
  readonly excessBlobGas: Hex;
  readonly blobGasUsed: Hex;
  readonly alloc: Readonly<Record<Address, GenesisAccount>>;
  readonly rehearsal: {
    readonly format: "omnisovereign-genesis/1";
    /** Active from block 0, with all before it. */
    readonly fork: string;
    readonly genesis: { readonly hash: Hex; readonly header: Header };
    /** What is put into the state between two blocks, by no transaction. */
    readonly changes: readonly {
      readonly beforeBlock: number;
      readonly account: Address;
      readonly code: Hex;
    }[];
    readonly laterBlocks: Readonly<Record<keyof Header, Rule>>;
    /** What every block does before its transactions. */
    readonly systemCalls: readonly {
      readonly eip: number;
      readonly account: Address;
      readonly does: string;
    }[];
    /** Where the first block is not what go-ethereum would make of this file. */
    readonly departures: readonly string[];
  };
}

const EMPTY = {
  list: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
  trie: "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
  requests: "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  /** What the node has in its first block instead of the root of an empty trie. */
  text: "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
  word: `0x${"00".repeat(32)}`,
  bloom: `0x${"00".repeat(256)}`,
  nonce: `0x${"00".repeat(8)}`,
  address: `0x${"00".repeat(20)}`,
} as const;

/** Accounts 0 to 19 of the well-known mnemonic "test test … junk", to which Hardhat gives 10,000 ether each. */
const FUNDED: readonly Address[] = [
  "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
  "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
  "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
  "0x90f79bf6eb2c4f870365e785982e1f101e93b906",
  "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65",
  "0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc",
  "0x976ea74026e726554db657fa54763abd0c3a0aa9",
  "0x14dc79964da2c08b23698b3d3cc7ca32193d9955",
  "0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f",
  "0xa0ee7a142d267c1f36714e4a8f75612f20a79720",
  "0xbcd4042de499d14e55001ccbb24a551f3b954096",
  "0x71be63f3384f5fb98995898a86b02fb2426c5788",
  "0xfabb0ac9d68b0b445fb7357272ff202c5651694a",
  "0x1cbd3b2770909d4e10f157cabc84c7264073c9ec",
  "0xdf3e18d64bc6a983f673ab319ccae4f1a57c7097",
  "0xcd3b766ccdd6ae721141f452c550ca635964ce71",
  "0x2546bcd3c84621e976d8185a91a922ae77ecec30",
  "0xbda5747bfd65f08deb54cb465eb87d40e51b197e",
  "0xdd2fd4581271e230360230f9337d5c0430bf44c0",
  "0x8626f6940e2eb28930efb4cef49b2d1f2c9c1199",
];

const FUNDED_WEI = 10_000n * 10n ** 18n;

/** EIP-4788's code. */
const BEACON_ROOTS_CODE: Hex =
  "0x3373fffffffffffffffffffffffffffffffffffffffe14604d57602036146024575f5ffd5b5f35801560495762001fff810690815414603c575f5ffd5b62001fff01545f5260205ff35b5f5ffd5b62001fff42064281555f359062001fff015500";

/** Of every block but the first. */
const COINBASE: Address = "0xc014ba5ec014ba5ec014ba5ec014ba5ec014ba5e";

const FIRST_HEADER: Header = {
  parentHash: EMPTY.word,
  sha3Uncles: EMPTY.list,
  miner: EMPTY.address,
  stateRoot: GENESIS.stateRoot,
  transactionsRoot: EMPTY.text,
  receiptsRoot: EMPTY.trie,
  logsBloom: EMPTY.bloom,
  difficulty: "0x0",
  number: "0x0",
  gasLimit: quantity(BLOCK_GAS_LIMIT),
  gasUsed: "0x0",
  timestamp: quantity(GENESIS.timestamp),
  extraData: "0x1234",
  mixHash: "0x53c5ae3ce8eefbfad3aca77e5f4e1b19a949b04e2e5ce7a24fbb64422f14f0bf",
  nonce: EMPTY.nonce,
  baseFeePerGas: quantity(1_000_000_000),
  withdrawalsRoot: EMPTY.trie,
  blobGasUsed: "0x0",
  excessBlobGas: "0x0",
  parentBeaconBlockRoot: EMPTY.word,
  requestsHash: EMPTY.requests,
};

/** Every fork up to this one, from the first block, as go-ethereum names them. */
const CONFIG = {
  chainId: CHAIN_ID,
  homesteadBlock: 0,
  eip150Block: 0,
  eip155Block: 0,
  eip158Block: 0,
  byzantiumBlock: 0,
  constantinopleBlock: 0,
  petersburgBlock: 0,
  istanbulBlock: 0,
  berlinBlock: 0,
  londonBlock: 0,
  mergeNetsplitBlock: 0,
  terminalTotalDifficulty: 0,
  shanghaiTime: 0,
  cancunTime: 0,
  pragueTime: 0,
  osakaTime: 0,
  blobSchedule: {
    cancun: { target: 3, max: 6, baseFeeUpdateFraction: 3338477 },
    prague: { target: 6, max: 9, baseFeeUpdateFraction: 5007716 },
    osaka: { target: 6, max: 9, baseFeeUpdateFraction: 5007716 },
  },
} as const;

const LATER_BLOCKS: GenesisDocument["rehearsal"]["laterBlocks"] = {
  parentHash: { rule: "hash of the block before" },
  sha3Uncles: { value: EMPTY.list },
  miner: { value: COINBASE },
  stateRoot: { rule: "of the state after the block; the journal's stateRoot" },
  transactionsRoot: { rule: "of the journal's transactions, in their order" },
  receiptsRoot: { rule: "of the receipts" },
  logsBloom: { rule: "of the receipts' logs" },
  difficulty: { value: "0x0" },
  number: { rule: "the journal's number" },
  gasLimit: { value: FIRST_HEADER.gasLimit },
  gasUsed: { rule: "of the transactions" },
  timestamp: { rule: "the journal's timestamp" },
  extraData: { value: "0x" },
  mixHash: { rule: "the journal's prevrandao" },
  nonce: { value: EMPTY.nonce },
  baseFeePerGas: { rule: "EIP-1559, of the block before: elasticity 2, change denominator 8" },
  withdrawalsRoot: { value: EMPTY.trie },
  blobGasUsed: { value: "0x0" },
  excessBlobGas: { value: "0x0" },
  parentBeaconBlockRoot: {
    rule: `keccak256 of the block before's; block 1 has keccak256 of the text "${FIRST_BEACON_ROOT}"`,
    first: beaconRootOf(1),
  },
  requestsHash: { value: EMPTY.requests },
};

/** What this code states of the chain on which every rehearsal takes place. */
export const GENESIS_DOCUMENT: GenesisDocument = {
  config: CONFIG,
  nonce: FIRST_HEADER.nonce,
  timestamp: FIRST_HEADER.timestamp,
  extraData: FIRST_HEADER.extraData,
  gasLimit: FIRST_HEADER.gasLimit,
  difficulty: FIRST_HEADER.difficulty,
  mixHash: FIRST_HEADER.mixHash,
  coinbase: FIRST_HEADER.miner,
  baseFeePerGas: FIRST_HEADER.baseFeePerGas,
  excessBlobGas: FIRST_HEADER.excessBlobGas,
  blobGasUsed: FIRST_HEADER.blobGasUsed,
  alloc: {
    [HISTORY.address]: { balance: "0x0", nonce: "0x0", code: HISTORY_STUB },
    [BEACON_ROOTS]: { balance: "0x0", nonce: "0x0", code: BEACON_ROOTS_CODE },
    ...Object.fromEntries(
      FUNDED.map((address) => [address, { balance: quantity(FUNDED_WEI), nonce: "0x0" }]),
    ),
  },
  rehearsal: {
    format: "omnisovereign-genesis/1",
    fork: HARDFORK,
    genesis: { hash: GENESIS.hash, header: FIRST_HEADER },
    changes: [{ beforeBlock: 1, account: HISTORY.address, code: HISTORY.code }],
    laterBlocks: LATER_BLOCKS,
    systemCalls: [
      {
        eip: 4788,
        account: BEACON_ROOTS,
        does: `stores the timestamp in slot timestamp mod ${RING}, and the header's parentBeaconBlockRoot ${RING} slots further`,
      },
      {
        eip: 2935,
        account: HISTORY.address,
        does: `stores the parent's hash in slot (number - 1) mod ${RING}`,
      },
      {
        eip: 7002,
        account: "0x00000961ef480eb55e80d19ad83579a64c007002",
        does: "nothing: the account has no code, so that no withdrawal can be asked for",
      },
      {
        eip: 7251,
        account: "0x0000bbddc7ce488642fb579f8b00f3a590007251",
        does: "nothing: the account has no code, so that no consolidation can be asked for",
      },
    ],
    departures: [
      "transactionsRoot of block 0 is keccak256 of nothing, and not the root of an empty trie",
      "the code of EIP-2935's account in block 0 always reverts; its own is put there before block 1",
    ],
  },
};

/** As it lies in a dossier, byte for byte. */
export function genesisText(): string {
  return toJson(GENESIS_DOCUMENT);
}
