import type { Hex } from "../model/hex.ts";
import { keccakOfHex, keccakOfText } from "../support/keccak.ts";
import { quantity } from "../support/quantity.ts";
import type { RpcCall } from "./rpc.ts";

/** Serves hashes of earlier blocks: EIP-2935, with the code that it states. */
export const HISTORY = {
  address: "0x0000f90827f1c53a10cb7a02335b175320002935",
  code: "0x3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500",
} as const;

/** What the node's genesis has in its place: it reverts with an explanation (NomicFoundation/hardhat#6226). */
export const HISTORY_STUB =
  "0x60806040526040517f08c379a0000000000000000000000000000000000000000000000000000000008152600401610036906100e8565b60405180910390fd5b600082825260208201905092915050565b7f45495032393335206973206e6f7420737570706f7274656420696e204861726460008201527f686174207965743a2068747470733a2f2f6769746875622e636f6d2f4e6f6d6960208201527f63466f756e646174696f6e2f686172646861742f6973737565732f3632323600604082015250565b60006100d2605f8361003f565b91506100dd82610050565b606082019050919050565b60006020820190508181036000830152610101816100c5565b905091905056fea26469706673582212209faaba1140034f51b16123b009d46640f0f499cf7ca044d2901caa9cf73048dc64736f6c634300081c0033";

/** Serves beacon roots of earlier blocks: EIP-4788. The node's genesis has its code. */
export const BEACON_ROOTS = "0x000f3df6d732807ef1319fb7b8bb8522d0beac02";

/** Slots of either contract's ring. */
export const RING = 8191;

/** From which the node derives a beacon root for each block, having no beacon chain. */
export const FIRST_BEACON_ROOT = "randomParentBeaconBlockRootSeed";

/** A block whose beginning the contracts learnt. */
interface Begun {
  readonly number: number;
  /** In seconds. */
  readonly timestamp: number;
}

/**
 * What a chain does at the beginning of each block, and a development node leaves out: the two system contracts learn the
 * parent's hash and beacon root. The block before it has to be on the chain.
 *
 * @param parentHash of the block before.
 */
export function systemCalls({ number, timestamp }: Begun, parentHash: Hex): readonly RpcCall[] {
  return [
    ...(number === 1 ? [deployHistory] : []),
    store(HISTORY.address, (number - 1) % RING, parentHash),
    ...beaconRoot(timestamp, timestamp, beaconRootOf(number)),
  ];
}

/**
 * Takes back what a block would leave that is not mined after all: the one in its place may be of another time.
 *
 * @param blocks that are on the chain.
 */
export function undoneCalls({ timestamp }: Begun, blocks: readonly Begun[]): readonly RpcCall[] {
  const earlier = blocks.findLast((block) => block.timestamp % RING === timestamp % RING);
  return earlier
    ? beaconRoot(timestamp, earlier.timestamp, beaconRootOf(earlier.number))
    : beaconRoot(timestamp, 0, word(0));
}

/** @param place a time, whose slots are written. */
function beaconRoot(place: number, timestamp: number, root: Hex): readonly RpcCall[] {
  return [
    store(BEACON_ROOTS, place % RING, word(timestamp)),
    store(BEACON_ROOTS, (place % RING) + RING, root),
  ];
}

const deployHistory: RpcCall = ["hardhat_setCode", HISTORY.address, HISTORY.code];

function store(address: string, slot: number, value: Hex): RpcCall {
  return ["hardhat_setStorageAt", address, quantity(slot), value];
}

function word(value: number): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}

const beaconRoots: Hex[] = [keccakOfText(FIRST_BEACON_ROOT)];

/** The header's `parentBeaconBlockRoot`: each is the hash of the one before. */
export function beaconRootOf(block: number): Hex {
  while (beaconRoots.length < block) beaconRoots.push(keccakOfHex(beaconRoots.at(-1) as Hex));
  return beaconRoots[block - 1] as Hex;
}
