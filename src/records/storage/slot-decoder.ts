import { getAddress } from "ethers/address";
import type { SlotDifference } from "../../model/state-differences.ts";
import type { StorageLayout } from "../../model/storage-layout.ts";
import type { AddressBook } from "../address-book.ts";
import { layoutOf, SYSTEM_CONTRACTS } from "./kept-layouts.ts";
import { hashedBeforehand, Preimages } from "./preimages.ts";
import { type SlotWords, valuesIn } from "./slot-values.ts";
import type { NameOf } from "./value-text.ts";

/** A contract of which it is known where it keeps what. */
interface KnownContract {
  readonly name: string;
  readonly layout: StorageLayout | null;
}

/** Tells changed words of storage by name. */
export class SlotDecoder {
  readonly #preimages: Preimages;
  readonly #contracts = new Map<string, KnownContract>();
  readonly #book: AddressBook;
  readonly #nameOf: NameOf;

  /**
   * @param preimages what was hashed on the way to the slots, with its hash.
   * @param nameOf those who are no contracts.
   */
  constructor(book: AddressBook, preimages: Iterable<readonly [string, string]>, nameOf: NameOf) {
    this.#book = book;
    this.#preimages = new Preimages(preimages);
    this.#nameOf = (address) => book.at(address)?.name ?? nameOf(address);
  }

  /** @param address lower case. @returns `values` is `null` if something changed that nobody knows. */
  decode(
    address: string,
    words: SlotWords,
  ): Omit<SlotDifference, "values"> & { readonly values: SlotDifference["values"] | null } {
    const { name, layout } = this.#contractAt(address);
    const values = layout && valuesIn(layout, this.#preimages, words, this.#nameOf);
    return { contract: name, address: getAddress(address), slot: words.slot, values };
  }

  #contractAt(address: string): KnownContract {
    const known = this.#contracts.get(address) ?? this.#learn(address);
    this.#contracts.set(address, known);
    return known;
  }

  #learn(address: string): KnownContract {
    const deployed = this.#book.at(address);
    const contract = deployed
      ? { name: deployed.name, layout: layoutOf(deployed.type) }
      : (SYSTEM_CONTRACTS[address] ?? { name: "unknown", layout: null });
    for (const preimage of contract.layout ? hashedBeforehand(contract.layout) : [])
      this.#preimages.add(preimage);
    return contract;
  }
}
