import { createHash } from "node:crypto";

/** Choices that follow from a seed alone: SHA-256 of a counter, the same on every machine and in every version of Node. */
export class Dice {
  readonly #seed: string;
  #count = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** @returns a whole number from 0 up to, and without, `limit`, which is far below 2^32 */
  below(limit: number): number {
    const digest = createHash("sha256")
      .update(`omnisovereign/plan/1\n${this.#seed}\n${this.#count++}`)
      .digest();
    return digest.readUInt32BE() % limit;
  }

  /** @returns a multiple of `step` between two bounds, both among them */
  between([least, most]: readonly [number, number], step = 1): number {
    return least + step * this.below(Math.floor((most - least) / step) + 1);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** The list in an order of its own (Fisher and Yates). */
  shuffle<T>(list: readonly T[]): T[] {
    const order = [...list];
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [order[last], order[other]] = [order[other] as T, order[last] as T];
    }
    return order;
  }
}
