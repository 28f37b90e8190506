import { AddressBook } from "../../../../src/records/address-book.ts";
import { contractType } from "../../../../src/system/contract-artefacts.ts";

/** An address made of one byte. */
export function address(byte: string): string {
  return `0x${byte.repeat(20)}`;
}

/** Contracts of both layers at addresses of one byte each. */
export const BOOK = AddressBook.from(
  [
    { name: "AGIALPHA", address: address("11"), artifact: "AGIALPHA" },
    { name: "MultiSendCallOnly", address: address("12"), artifact: "MultiSendCallOnly" },
    { name: "Treasury", address: address("13"), artifact: "SafeL2" },
    { name: "RegionalExecutor EU", address: address("14"), artifact: "RegionalExecutor" },
  ],
  contractType,
);
