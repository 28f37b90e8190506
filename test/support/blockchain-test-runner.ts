/**
 * Runs BlockchainTests fixtures by the steps that the documentation of execution-spec-tests lists ("Blockchain Tests", Consumption),
 * on ethereumjs's public API. It knows nothing of what made a fixture, and imports nothing of src.
 */
import assert from "node:assert/strict";
import { type Block, type BlockHeader, createBlockFromRLP } from "@ethereumjs/block";
import { type Common, createCustomCommon, Hardfork, Mainnet } from "@ethereumjs/common";
import { MerkleStateManager } from "@ethereumjs/statemanager";
import type { TypedTransaction } from "@ethereumjs/tx";
import {
  Account,
  bytesToHex,
  createAddressFromString,
  hexToBytes,
  type PrefixedHexString,
  setLengthLeft,
} from "@ethereumjs/util";
import { createVM, runBlock } from "@ethereumjs/vm";

type Hex = PrefixedHexString;
type Fields = Readonly<Record<string, unknown>>;

interface FixtureAccount {
  readonly nonce: Hex;
  readonly balance: Hex;
  readonly code: Hex;
  readonly storage: Readonly<Record<Hex, Hex>>;
}

type Alloc = Readonly<Record<Hex, FixtureAccount>>;

/** A test, as far as the documentation gives its fields a meaning. */
export interface Fixture {
  readonly network: string;
  readonly genesisBlockHeader: Fields;
  readonly pre: Alloc;
  readonly postState: Alloc;
  readonly lastblockhash: Hex;
  readonly config: {
    readonly network: string;
    readonly chainid: Hex;
    readonly blobSchedule: Readonly<Record<string, Readonly<Record<string, Hex>>>>;
  };
  readonly genesisRLP: Hex;
  readonly blocks: readonly (Fields & { readonly rlp: Hex })[];
  readonly sealEngine: string;
}

/** Fields of a test that no client reads. */
export const MEANINGLESS: readonly string[] = ["_info"];

/** The forks that it knows, with their blobs (EIP-7840, EIP-7691). */
const FORKS: Readonly<Record<string, { readonly hardfork: string; readonly blobs: Fields }>> = {
  Osaka: {
    hardfork: Hardfork.Osaka,
    blobs: { target: "0x06", max: "0x09", baseFeeUpdateFraction: "0x4c6964" },
  },
};

const KEYS = [
  ...["network", "genesisBlockHeader", "pre", "postState", "lastblockhash", "config", "genesisRLP", "blocks"],
  "sealEngine",
];

/**
 * Runs tests. What it has seen is not looked at twice, so that variants that share their parts are run fast: nobody may change what
 * it was given.
 */
export class Runner {
  readonly #decoded = new Map<string, Block>();
  /** Blocks as a fixture tells them, with what was decoded of their RLP. */
  readonly #compared = new WeakMap<Fields, Block>();
  readonly #executed = new WeakMap<Alloc, Map<string, Promise<MerkleStateManager>>>();
  /** Accounts as a fixture tells them, with the state that has them. */
  readonly #held = new WeakMap<FixtureAccount, readonly [address: string, state: MerkleStateManager]>();

  /** @throws if the test fails. @param file a fixture file's content, already parsed. */
  async run(file: Readonly<Record<string, Fixture>>): Promise<void> {
    for (const fixture of Object.values(file)) await this.#runOne(fixture);
  }

  async #runOne(fixture: Fixture): Promise<void> {
    const { network, config, genesisRLP, genesisBlockHeader, blocks, lastblockhash, postState } = fixture;
    const keys = Object.keys(fixture).filter((key) => !MEANINGLESS.includes(key));
    assert.deepEqual(keys.toSorted(), KEYS.toSorted());
    const common = commonOf(fixture);
    assert.deepEqual(Object.keys(config), ["network", "chainid", "blobSchedule"]);
    assert.deepEqual(config.blobSchedule, { [network]: FORKS[network]?.blobs });
    assert.equal(fixture.sealEngine, "NoProof");
    const genesis = this.#decode(genesisRLP, common);
    assert.deepEqual(genesisBlockHeader, headerOf(genesis.header), "the genesis header is another");
    const decoded = blocks.map((told) => this.#compare(told, this.#decode(told.rlp, common)));
    // Before anything is executed: it is the cheaper question, and nothing depends on the order.
    assert.equal(bytesToHex((decoded.at(-1) ?? genesis).hash()), lastblockhash, "the last block is another");
    const state = await this.#execute(fixture.pre, { common, genesis, blocks: decoded });
    for (const [address, told] of Object.entries(postState)) await this.#hold(state, address, told);
    // Every account is told: no client's state has more than the fixture.
    const whole = await stateOf(postState, common);
    assert.deepEqual(
      await whole.getStateRoot(),
      await state.getStateRoot(),
      "the state has more than is told",
    );
  }

  #decode(rlp: Hex, common: Common): Block {
    const key = `${common.chainId()} ${rlp}`;
    const known = this.#decoded.get(key);
    if (known) return known;
    const block = createBlockFromRLP(hexToBytes(rlp), { common });
    assert.equal(bytesToHex(block.serialize()), rlp, "the RLP is in another spelling");
    this.#decoded.set(key, block);
    return block;
  }

  #compare(told: Fields, block: Block): Block {
    if (this.#compared.get(told) !== block) compareBlock(told, block);
    this.#compared.set(told, block);
    return block;
  }

  #execute(pre: Alloc, chain: Chain): Promise<MerkleStateManager> {
    const key = [chain.genesis, ...chain.blocks].map((block) => bytesToHex(block.hash())).join();
    const ofPre = this.#executed.get(pre) ?? new Map();
    this.#executed.set(pre, ofPre);
    const known = ofPre.get(key) ?? execute(pre, chain);
    ofPre.set(key, known);
    return known;
  }

  async #hold(state: MerkleStateManager, address: string, told: FixtureAccount): Promise<void> {
    const [knownAt, knownIn] = this.#held.get(told) ?? [];
    if (knownAt === address && knownIn === state) return;
    assert.deepEqual(await readAccount(state, address, told), told, `the account ${address} is another`);
    this.#held.set(told, [address, state]);
  }
}

function commonOf({ network, config }: Fixture): Common {
  assert.equal(config.network, network, "two networks are named");
  const hardfork = FORKS[network]?.hardfork;
  if (hardfork === undefined) assert.fail(`the network "${network}" is unknown`);
  assert.match(config.chainid, /^0x([0-9a-f]{2})+$/);
  return createCustomCommon({ chainId: Number(config.chainid) }, Mainnet, { hardfork });
}

function compareBlock(told: Fields, block: Block): void {
  assert.ok(!("expectException" in told), "every block is a valid one here");
  const { rlp: _, ...fields } = told;
  assert.deepEqual(fields, {
    blockHeader: headerOf(block.header),
    blocknumber: String(block.header.number),
    transactions: block.transactions.map(transactionOf),
    uncleHeaders: block.uncleHeaders.map(headerOf),
    withdrawals: block.withdrawals?.map((withdrawal) => withdrawal.toJSON()),
  });
}

/** ZeroPaddedHexNumber. */
function number(value: bigint | number): Hex {
  const digits = BigInt(value).toString(16);
  return `0x${digits.padStart(digits.length + (digits.length % 2), "0")}`;
}

const bytes = (value: Uint8Array | undefined) => bytesToHex(value as Uint8Array);

const headers = new WeakMap<BlockHeader, Fields>();

function headerOf(header: BlockHeader): Fields {
  const known = headers.get(header) ?? readHeader(header);
  headers.set(header, known);
  return known;
}

function readHeader(header: BlockHeader): Fields {
  return {
    parentHash: bytes(header.parentHash),
    uncleHash: bytes(header.uncleHash),
    coinbase: header.coinbase.toString(),
    stateRoot: bytes(header.stateRoot),
    transactionsTrie: bytes(header.transactionsTrie),
    receiptTrie: bytes(header.receiptTrie),
    bloom: bytes(header.logsBloom),
    difficulty: number(header.difficulty),
    number: number(header.number),
    gasLimit: number(header.gasLimit),
    gasUsed: number(header.gasUsed),
    timestamp: number(header.timestamp),
    extraData: bytes(header.extraData),
    mixHash: bytes(header.mixHash),
    nonce: bytes(header.nonce),
    hash: bytes(header.hash()),
    baseFeePerGas: number(header.baseFeePerGas as bigint),
    withdrawalsRoot: bytes(header.withdrawalsRoot),
    blobGasUsed: number(header.blobGasUsed as bigint),
    excessBlobGas: number(header.excessBlobGas as bigint),
    parentBeaconBlockRoot: bytes(header.parentBeaconBlockRoot),
    requestsHash: bytes(header.requestsHash),
  };
}

const transactions = new WeakMap<TypedTransaction, Fields>();

function transactionOf(transaction: TypedTransaction): Fields {
  const known = transactions.get(transaction) ?? readTransaction(transaction);
  transactions.set(transaction, known);
  return known;
}

function readTransaction(transaction: TypedTransaction): Fields {
  const { type, nonce, gasLimit, to, value, data, v, r, s } = transaction;
  const price =
    "maxFeePerGas" in transaction
      ? {
          maxPriorityFeePerGas: number(transaction.maxPriorityFeePerGas),
          maxFeePerGas: number(transaction.maxFeePerGas),
        }
      : { gasPrice: number(transaction.gasPrice) };
  return {
    ...{ type: number(type), chainId: number(transaction.common.chainId()), nonce: number(nonce) },
    ...price,
    ...{ gasLimit: number(gasLimit), to: to?.toString() ?? "", value: number(value), data: bytes(data) },
    ...("accessList" in transaction
      ? {
          accessList: transaction.accessList.map(([address, keys]) => ({
            address: bytes(address),
            storageKeys: keys.map(bytes),
          })),
        }
      : {}),
    ...{ v: number(v as bigint), r: number(r as bigint), s: number(s as bigint) },
    sender: transaction.getSenderAddress().toString(),
  };
}

interface Chain {
  readonly common: Common;
  readonly genesis: Block;
  readonly blocks: readonly Block[];
}

/** @returns the state after the blocks. */
async function execute(pre: Alloc, { common, genesis, blocks }: Chain): Promise<MerkleStateManager> {
  const state = await stateOf(pre, common);
  const root = bytesToHex(await state.getStateRoot());
  assert.equal(root, bytes(genesis.header.stateRoot), "the state before is another");
  const known = [genesis];
  const vm = await createVM({ common, stateManager: state, blockchain: blockchainOf(known) });
  for (const block of blocks) {
    await runBlock(vm, { block });
    known.push(block);
  }
  return state;
}

async function stateOf(alloc: Alloc, common: Common): Promise<MerkleStateManager> {
  const state = new MerkleStateManager({ common });
  await state.checkpoint();
  for (const [address, { nonce, balance, code, storage }] of Object.entries(alloc)) {
    const at = createAddressFromString(address);
    await state.putAccount(at, new Account(BigInt(nonce), BigInt(balance)));
    if (code !== "0x") await state.putCode(at, hexToBytes(code));
    for (const [slot, value] of Object.entries(storage)) {
      const word = bytesToHex(hexToBytes(value as Hex)).replace(/^0x(00)+/, "0x") as Hex;
      await state.putStorage(at, hexToBytes(slot as Hex), hexToBytes(word));
    }
  }
  await state.commit();
  return state;
}

/** @returns what a state holds of an account, at the slots that are told of. */
async function readAccount(
  state: MerkleStateManager,
  address: string,
  told: FixtureAccount,
): Promise<FixtureAccount | undefined> {
  const at = createAddressFromString(address);
  const account = await state.getAccount(at);
  if (account === undefined) return undefined;
  const storage: Record<Hex, Hex> = {};
  for (const slot of Object.keys(told.storage) as Hex[]) {
    const value = await state.getStorage(at, setLengthLeft(hexToBytes(slot), 32));
    if (value.some((byte) => byte !== 0)) storage[slot] = bytesToHex(setLengthLeft(value, 32));
  }
  const { nonce, balance } = account;
  const code = bytesToHex(await state.getCode(at));
  return { ...{ nonce: number(nonce), balance: number(balance) }, code, storage };
}

/** The chain so far, with the rules by which a header follows on another since the merge. */
function blockchainOf(known: readonly Block[]) {
  const chain = {
    async getBlock(number: number): Promise<Block> {
      const block = known.find(({ header }) => header.number === BigInt(number));
      return block ?? assert.fail(`there is no block ${number}`);
    },
    putBlock: async () => {},
    shallowCopy: () => chain,
    async validateHeader(header: BlockHeader): Promise<void> {
      const parent = (known.at(-1) as Block).header;
      assert.deepEqual(header.parentHash, parent.hash(), "a block follows on another parent");
      assert.equal(header.number, parent.number + 1n);
      assert.ok(header.timestamp > parent.timestamp, "a block is no later than its parent");
      assert.equal(header.baseFeePerGas, parent.calcNextBaseFee());
      assert.equal(header.excessBlobGas, parent.calcNextExcessBlobGas(header.common));
      header.validateGasLimit(parent);
    },
  };
  return chain;
}
