import { type Address, setLengthLeft } from "@ethereumjs/util";
import type { Hex } from "../../../model/hex.ts";
import type { SlotChange } from "../../port.ts";
import type { Crypto } from "../crypto.ts";
import type { EthereumJsChain } from "./chain.ts";
import type { Onlooker } from "./engine.ts";
import { hexOf, plainHexOf } from "./hex.ts";

/** What changed in the storage of contracts. */
export interface StorageWrites {
  readonly block: number;
  /** `null` of what the protocol itself does at the beginning of a block. */
  readonly transaction: Hex | null;
  /** As they were before it and after it: what was reverted, or written back, is no change. */
  readonly slots: readonly SlotChange[];
}

/** Sees what an execution writes, and what it hashes on the way to where it writes. */
export interface StorageWatch {
  /** To be executed with, and by. */
  readonly crypto: Crypto;
  readonly onlooker: Onlooker;
  /** In the order of execution. */
  readonly writes: readonly StorageWrites[];
  /** What transactions hashed that may have led to a slot, hex without prefix, with its hash. */
  readonly preimages: ReadonlyMap<string, Hex>;
}

/** A key with its mapping's slot has 64 bytes; one that is a text may have more. */
const SHORTEST_PREIMAGE = 32;
const LONGEST_PREIMAGE = 512;
/** Some thirty times as many as the shared mission has; a hostile journal shall not fill the memory. */
const MOST_PREIMAGES = 1_000_000;

const WORD_BYTES = 32;

/**
 * The EVM tells of each step that it takes, which makes it several times as slow; the two functions that matter are asked
 * through here instead: KECCAK256 is the crypto's, SSTORE the state manager's.
 */
export function watchStorage(crypto: Crypto): StorageWatch {
  const writes: StorageWrites[] = [];
  const preimages = new Map<string, Hex>();
  let isExecuting = false;
  const keccak256 = (bytes: Uint8Array) => {
    const hash = crypto.keccak256(bytes);
    if (isExecuting && mayLeadToSlot(bytes) && preimages.size < MOST_PREIMAGES)
      preimages.set(plainHexOf(bytes), hexOf(hash));
    return hash;
  };
  const opened = (chain: EthereumJsChain) => {
    const touched = new TouchedSlots(chain);
    const keep = async (block: number, transaction: Hex | null) => {
      const slots = await touched.take();
      if (slots.length > 0) writes.push({ block, transaction, slots });
    };
    let block = 0;
    const { events } = chain.vm;
    events.on("beforeBlock", ({ header }) => {
      block = Number(header.number);
    });
    events.on("beforeTx", async (_, proceed) => {
      await keep(block, null);
      isExecuting = true;
      proceed?.();
    });
    events.on("afterTx", async ({ transaction }, proceed) => {
      isExecuting = false;
      await keep(block, hexOf(transaction.hash()));
      proceed?.();
    });
    events.on("afterBlock", async (_, proceed) => {
      await keep(block, null);
      proceed?.();
    });
  };
  return { crypto: { ...crypto, keccak256 }, onlooker: { opened }, writes, preimages };
}

function mayLeadToSlot({ length }: Uint8Array): boolean {
  return length >= SHORTEST_PREIMAGE && length <= LONGEST_PREIMAGE;
}

interface Touched {
  readonly address: Address;
  readonly key: Uint8Array;
  readonly before: Hex;
}

/** Remembers of each slot that is written what was there before. */
class TouchedSlots {
  readonly #touched = new Map<string, Touched>();
  readonly #state: EthereumJsChain["vm"]["stateManager"];

  constructor({ vm: { stateManager } }: EthereumJsChain) {
    this.#state = stateManager;
    const put = stateManager.putStorage.bind(stateManager);
    stateManager.putStorage = async (address, key, value) => {
      await this.#touch(address, key);
      await put(address, key, value);
    };
  }

  /** What has changed since it was last taken, by address and slot. */
  async take(): Promise<SlotChange[]> {
    const touched = [...this.#touched.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#touched.clear();
    const changes: SlotChange[] = [];
    for (const [, { address, key, before }] of touched) {
      const after = await this.#wordAt(address, key);
      if (after === before) continue;
      changes.push({ address: hexOf(address.bytes), slot: hexOf(key), before, after });
    }
    return changes;
  }

  async #touch(address: Address, key: Uint8Array): Promise<void> {
    const place = `${address} ${hexOf(key)}`;
    if (this.#touched.has(place)) return;
    this.#touched.set(place, { address, key, before: await this.#wordAt(address, key) });
  }

  async #wordAt(address: Address, key: Uint8Array): Promise<Hex> {
    return hexOf(setLengthLeft(await this.#state.getStorage(address, key), WORD_BYTES));
  }
}
