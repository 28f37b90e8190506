import { getAddress as checksum } from "ethers/address";
import { solidityPacked } from "ethers/hash";
import { concat, dataLength, dataSlice } from "ethers/utils";
import type { Read } from "../../model/record.ts";
import type { AddressBook } from "../address-book.ts";
import { decodeCall } from "../decode.ts";

const CALL = 0;
const ADDRESS_BYTES = 20;
const WORD_BYTES = 32;
/** Operation, target, value, and the length of the data. */
const HEAD_BYTES = 1 + ADDRESS_BYTES + 2 * WORD_BYTES;

/** A call of a batch as a receipt shows it. */
interface BatchedCall {
  readonly contract: string;
  readonly function: string;
  readonly args: readonly string[];
}

/** MultiSend's packed list: operation (0), to, value (0), length, data. */
export function packBatch(book: AddressBook, calls: readonly Read[]): string {
  return concat(
    calls.map((call) => {
      const { address, type } = book.get(call.contract);
      const data = type.abi.encodeFunctionData(call.function, call.args);
      return solidityPacked(
        ["uint8", "address", "uint256", "uint256", "bytes"],
        [CALL, address, 0n, dataLength(data), data],
      );
    }),
  );
}

/**
 * The calls of a packed list, by the address book.
 *
 * @param packed attacker-controlled; what is cut off at its end is left out.
 */
export function unpackBatch(book: AddressBook, packed: string): BatchedCall[] {
  const calls: BatchedCall[] = [];
  let rest = packed;
  while (dataLength(rest) >= HEAD_BYTES) {
    const length = Number(dataSlice(rest, HEAD_BYTES - WORD_BYTES, HEAD_BYTES));
    if (dataLength(rest) < HEAD_BYTES + length) break;
    const address = checksum(dataSlice(rest, 1, 1 + ADDRESS_BYTES));
    const target = book.at(address);
    const call = decodeCall(target, dataSlice(rest, HEAD_BYTES, HEAD_BYTES + length));
    calls.push({
      contract: target?.name ?? "unknown",
      function: call.function ?? "unknown",
      args: Object.values(call.args).map(String),
    });
    rest = dataSlice(rest, HEAD_BYTES + length);
  }
  return calls;
}
