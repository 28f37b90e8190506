/**
 * records: chain data to records, and records back to what happened. Knows the contracts' interfaces and roles; knows
 * nothing of nodes and files.
 */

import type { Interface } from "ethers/abi";
import { type ContractName, type ContractType, isContractName } from "../model/contracts.ts";
import type { AddressEntry } from "../model/record.ts";

/** A deployed contract that can be called. */
export interface Deployed {
  /** Unique in the book: the contract's name, or e.g. "RegionalExecutor EU". */
  readonly name: string;
  /** EIP-55. */
  readonly address: string;
  readonly type: ContractType;
}

/** Who lives at which address: what receipts need to name contracts and decode their calls and events. */
export class AddressBook {
  readonly #byName = new Map<string, Deployed>();
  readonly #byAddress = new Map<string, Deployed>();

  readonly #typeOf: (artifact: ContractName) => ContractType;

  /** @param typeOf ABI and creation code of a contract. */
  constructor(typeOf: (artifact: ContractName) => ContractType) {
    this.#typeOf = typeOf;
  }

  /** Rebuilds the book from a deploy receipt's `contracts`; what no artefact of ours describes stays out. */
  static from(
    entries: readonly AddressEntry[],
    typeOf: (artifact: ContractName) => ContractType,
  ): AddressBook {
    const book = new AddressBook(typeOf);
    for (const { name, address, artifact } of entries) {
      if (isContractName(artifact)) book.add(name, address, artifact);
    }
    return book;
  }

  add(name: string, address: string, artifact: ContractName): Deployed {
    const deployed = { name, address, type: this.#typeOf(artifact) };
    this.#byName.set(name, deployed);
    this.#byAddress.set(address.toLowerCase(), deployed);
    return deployed;
  }

  /** @throws Error if nothing of that name is deployed: a bug in the caller, not an input error. */
  get(name: string): Deployed {
    const deployed = this.#byName.get(name);
    if (!deployed) throw new Error(`no contract "${name}" in the address book`);
    return deployed;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  at(address: string): Deployed | undefined {
    return this.#byAddress.get(address.toLowerCase());
  }

  /** Each ABI once, in the order of deployment. */
  interfaces(): Interface[] {
    return [...new Set([...this.#byName.values()].map(({ type }) => type.abi))];
  }

  entries(): AddressEntry[] {
    return [...this.#byName.values()].map(({ name, address, type }) => ({
      name,
      address,
      artifact: type.name,
    }));
  }
}
