/** observe: what can be read at one block, through the port. Knows the contracts' views; never sends. */

import type { Result } from "ethers/abi";
import type { Call, ReadPort, TracePort } from "../chain/port.ts";
import type { Address, Hex } from "../model/hex.ts";
import type { Read } from "../model/record.ts";
import type { AddressBook } from "../records/address-book.ts";

/** Reads deployed contracts by name. */
export class Views<Chain extends ReadPort = ReadPort> {
  readonly book: AddressBook;
  readonly chain: Chain;

  constructor(chain: Chain, book: AddressBook) {
    this.chain = chain;
    this.book = book;
  }

  /** @throws Error if a view reverts: views are only asked for what exists. */
  async read(reads: readonly Read[]): Promise<Result[]> {
    const results = await this.chain.calls(this.callsOf(reads));
    return results.map((result, index) => {
      const read = reads[index] as Read;
      if (result.kind === "reverted")
        throw new Error(`${read.contract}.${read.function} reverted: ${result.data}`);
      return this.book.get(read.contract).type.abi.decodeFunctionResult(read.function, result.data);
    });
  }

  protected callsOf(reads: readonly Read[]): Call[] {
    return reads.map((read) => ({ to: this.address(read.contract), data: this.encode(read) }));
  }

  protected address(contract: string): Address {
    return this.book.get(contract).address as Address;
  }

  protected encode(call: Read): Hex {
    return this.book.get(call.contract).type.abi.encodeFunctionData(call.function, call.args) as Hex;
  }
}

/** A call of a view, to be read. */
export function view(contract: string, name: string, ...args: unknown[]): Read {
  return { contract, function: name, args };
}

/** Those of a chain that tells what happens inside of calls. */
export type TracingViews = Views<TracePort>;
