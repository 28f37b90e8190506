import type { TransactionRecord } from "../model/record.ts";
import type { AddressBook } from "./address-book.ts";
import { type ChainTransaction, decodeTransaction } from "./decode.ts";
import { unwrapped } from "./via-safe.ts";

/** A transaction in its receipt form: what the owner's Safe did is told as what the owner did. */
export function recordOf(book: AddressBook, transaction: ChainTransaction): TransactionRecord {
  return unwrapped(book, decodeTransaction(book, transaction));
}
