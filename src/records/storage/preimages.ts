import { keccak256 } from "ethers/crypto";
import type { StorageLayout } from "../../model/storage-layout.ts";

/** Solidity hashes a key with its mapping's slot, and an array's slot alone, which is the shortest. */
const WORD_DIGITS = 64;

/** How far from a hash a value may lie: no array of a real chain has as many elements. */
const FURTHEST = 1n << 64n;

/** What was hashed to find a place in the storage: a mapping's key and slot, or the slot of an array or of long bytes. */
export interface Origin {
  readonly hash: bigint;
  /** Hex without prefix; none of an array. */
  readonly key: string;
  /** Where the mapping or the array has its own slot. */
  readonly slot: bigint;
}

/** Looks for the hash from which a slot was counted. */
export class Preimages {
  readonly #origins = new Map<bigint, Origin>();
  #sorted: bigint[] | null = null;

  /** @param preimages what was hashed, with its hash. */
  constructor(preimages: Iterable<readonly [preimage: string, hash: string]> = []) {
    for (const [preimage, hash] of preimages) this.add(preimage, hash);
  }

  /** @param preimage hex without prefix. @param hashed its hash, where it is known. */
  add(preimage: string, hashed = keccak256(`0x${preimage}`)): bigint {
    const hash = BigInt(hashed);
    const at = preimage.length - WORD_DIGITS;
    if (at < 0 || this.#origins.has(hash)) return hash;
    this.#origins.set(hash, { hash, key: preimage.slice(0, at), slot: BigInt(`0x${preimage.slice(at)}`) });
    this.#sorted = null;
    return hash;
  }

  /** The nearest hash at a slot or before it. */
  before(slot: bigint): Origin | undefined {
    this.#sorted ??= [...this.#origins.keys()].sort((a, b) => (a < b ? -1 : 1));
    const hash = this.#sorted[lastUpTo(this.#sorted, slot)];
    if (hash === undefined || slot - hash >= FURTHEST) return undefined;
    return this.#origins.get(hash);
  }
}

/** What a compiler has hashed beforehand: the slots that arrays and bytes among the variables have. */
export function hashedBeforehand({ storage, types }: StorageLayout): string[] {
  const slots = (members: StorageLayout["storage"], from: bigint): bigint[] =>
    members.flatMap(({ slot, type }) => {
      const { encoding, members: inner } = types[type] ?? {};
      const own = from + BigInt(slot);
      if (inner !== undefined) return slots(inner, own);
      return encoding === "dynamic_array" || encoding === "bytes" ? [own] : [];
    });
  return slots(storage, 0n).map((slot) => slot.toString(16).padStart(WORD_DIGITS, "0"));
}

/** @returns the place of the last of sorted numbers that is not above a limit; -1 if all are. */
function lastUpTo(sorted: readonly bigint[], limit: bigint): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as bigint) <= limit) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
