import { getAddress as checksum } from "ethers/address";
import type { CoinChange, Computed, SlotChange } from "../../chain/trace.ts";
import type { AddressBook } from "../address-book.ts";

/** What was computed, or why it could not be. */
export type Stated<Value> = Value | { readonly couldNotBeComputed: string };

export interface StorageDifference {
  readonly contract: string;
  readonly address: string;
  readonly slot: string;
  readonly before: string;
  readonly after: string;
}

/** Of the native coin, wei. */
export interface CoinDifference {
  readonly account: string;
  readonly address: string;
  readonly before: string;
  readonly after: string;
}

export function stated<From, To>(computed: Computed<From>, describe: (value: From) => To): Stated<To> {
  return computed.kind === "computed" ? describe(computed.value) : { couldNotBeComputed: computed.reason };
}

export function isStated<Value>(value: Stated<readonly Value[]>): value is readonly Value[] {
  return Array.isArray(value);
}

/** A slot's change in the words of receipts. */
export function describeSlot(
  book: AddressBook,
  { address, slot, before, after }: SlotChange,
): StorageDifference {
  return { contract: nameAt(book, address), address: checksum(address), slot, before, after };
}

/** A native balance's change in the words of receipts. */
export function describeCoin(
  book: AddressBook,
  { address, beforeWei, afterWei }: CoinChange,
): CoinDifference {
  return {
    account: nameAt(book, address),
    address: checksum(address),
    before: beforeWei.toString(),
    after: afterWei.toString(),
  };
}

function nameAt(book: AddressBook, address: string): string {
  return book.at(address)?.name ?? "unknown";
}
