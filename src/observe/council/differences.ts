import { getAddress as checksum } from "ethers/address";
import type { CoinChange, Computed, SlotChange, StateChange, TracedCall } from "../../chain/port.ts";
import type { CoinDifference, Stated, StorageDifference } from "../../model/decision.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { layoutOf } from "../../records/storage/kept-layouts.ts";
import { LikelyKeys, wordsIn } from "../../records/storage/likely-keys.ts";
import { valuesIn } from "../../records/storage/slot-values.ts";

export function stated<From, To>(computed: Computed<From>, describe: (value: From) => To): Stated<To> {
  return computed.kind === "computed" ? describe(computed.value) : { couldNotBeComputed: computed.reason };
}

/**
 * Slots' changes in the words of receipts.
 *
 * @param calls that made them, as far as a node tells them: what they say has the keys of mappings.
 */
export function describeSlots(
  book: AddressBook,
  { slots }: StateChange,
  calls: Computed<readonly TracedCall[]> | null,
): StorageDifference[] {
  const keys = new LikelyKeys(wordsAround(book, slots, calls?.kind === "computed" ? calls.value : []));
  return slots.map((slot) => describeSlot(book, slot, keys));
}

/** Who is there, what was said, what was written. */
function wordsAround(
  book: AddressBook,
  slots: readonly SlotChange[],
  calls: readonly TracedCall[],
): Set<bigint> {
  return new Set([
    ...book.entries().map(({ address }) => BigInt(address)),
    ...slots.flatMap(({ before, after }) => [BigInt(before), BigInt(after)]),
    ...calls.flatMap(({ input, logs }) => [
      ...wordsIn(input),
      ...logs.flatMap(({ topics, data }) => [...topics.map((topic) => BigInt(topic)), ...wordsIn(data)]),
    ]),
  ]);
}

function describeSlot(book: AddressBook, change: SlotChange, keys: LikelyKeys): StorageDifference {
  const { address, slot, before, after } = change;
  const contract = book.at(address);
  const layout = contract ? layoutOf(contract.type) : null;
  const nameOf = (held: string) => book.at(held)?.name;
  const values = layout && valuesIn(layout, keys.preimagesOf(layout), change, nameOf);
  const words = { slot, before, after };
  return { contract: nameAt(book, address), address: checksum(address), ...words, ...(values && { values }) };
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
