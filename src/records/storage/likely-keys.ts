import type { StorageLayout, StorageType, StorageVariable } from "../../model/storage-layout.ts";
import { fitsType, typeNamed } from "./fields.ts";
import { Preimages } from "./preimages.ts";

/** Contracts count jobs, roles, epochs and divisions from the beginning. */
const SMALL_NUMBERS = 32;

/** Mappings of mappings of mappings have more combinations than are worth trying: they stay unnamed then. */
const MOST_TRIES = 10_000;

const WORD_DIGITS = 64;

/** Where nobody saw what was hashed: tries the keys that a change is likely to have used. */
export class LikelyKeys {
  readonly #words: readonly bigint[];
  readonly #known = new Map<StorageLayout, Preimages>();

  /** @param seen words and addresses that occur around the change: in calls, logs and values. */
  constructor(seen: Iterable<bigint>) {
    const small = Array.from({ length: SMALL_NUMBERS }, (_, number) => BigInt(number));
    this.#words = [...new Set([...small, ...seen])];
  }

  preimagesOf(layout: StorageLayout): Preimages {
    const known = this.#known.get(layout) ?? this.#try(layout);
    this.#known.set(layout, known);
    return known;
  }

  #try(layout: StorageLayout): Preimages {
    const preimages = new Preimages();
    for (const variable of layout.storage) {
      this.#tryMember({ layout, preimages, left: MOST_TRIES }, variable, 0n);
    }
    return preimages;
  }

  #tryMember(trial: Trial, { slot, type }: StorageVariable, from: bigint): void {
    this.#tryType(trial, typeNamed(trial.layout, type), from + BigInt(slot));
  }

  #tryType(trial: Trial, type: StorageType, slot: bigint): void {
    for (const member of type.members ?? []) this.#tryMember(trial, member, slot);
    if (type.encoding === "dynamic_array" || type.encoding === "bytes") this.#hash(trial, "", slot);
    if (type.encoding !== "mapping") return;
    const value = typeNamed(trial.layout, type.value);
    for (const key of this.#keysOf(typeNamed(trial.layout, type.key))) {
      const hash = this.#hash(trial, key, slot);
      if (hash !== null) this.#tryType(trial, value, hash);
    }
  }

  /** Words that a key of that type can be, as they are hashed. */
  #keysOf(type: StorageType): string[] {
    if (type.encoding !== "inplace") return [];
    return this.#words.filter((word) => fitsType(type, word)).map(bare);
  }

  /** @returns `null` when enough were tried. */
  #hash(trial: Trial, key: string, slot: bigint): bigint | null {
    if (trial.left === 0) return null;
    trial.left -= 1;
    return trial.preimages.add(key + bare(slot));
  }
}

/** The tries for one variable. */
interface Trial {
  readonly layout: StorageLayout;
  readonly preimages: Preimages;
  left: number;
}

/** The words in data of calls and logs, whose arguments may begin after a selector. @param data 0x-prefixed. */
export function wordsIn(data: string): bigint[] {
  const digits = data.slice(2 + ((data.length - 2) % WORD_DIGITS));
  return (digits.match(/[0-9a-f]{64}/gi) ?? []).map((word) => BigInt(`0x${word}`));
}

function bare(word: bigint): string {
  return word.toString(16).padStart(WORD_DIGITS, "0");
}
