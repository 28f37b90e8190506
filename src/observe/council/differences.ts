import { getAddress as checksum } from "ethers/address";
import type { CoinChange, Computed, SlotChange } from "../../chain/port.ts";
import type { CoinDifference, Stated, StorageDifference } from "../../model/decision.ts";
import type { AddressBook } from "../../records/address-book.ts";

export function stated<From, To>(computed: Computed<From>, describe: (value: From) => To): Stated<To> {
  return computed.kind === "computed" ? describe(computed.value) : { couldNotBeComputed: computed.reason };
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
