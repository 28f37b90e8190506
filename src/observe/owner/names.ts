import { getAddress, isAddress } from "ethers/address";
import type { Account, Cast } from "../../model/cast.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { keyHoldersOf } from "../../records/casting.ts";

/**
 * Names addresses: contracts of the book first, then the people of the cast. A plan may call a person like a contract
 * ("SystemPause"); such a person is told apart.
 */
export class Names {
  readonly #names: ReadonlyMap<string, string>;
  readonly #addresses: ReadonlyMap<string, string>;

  constructor(book: AddressBook, cast: Cast) {
    const people = [
      ...cast.people.map(({ handle, account }) => [account.address, handle] as const),
      ...officesOf(cast).map(({ label, address }) => [address, label] as const),
    ];
    const contracts = book.entries().map(({ address, name }) => [address, name] as const);
    const taken = new Set(contracts.map(([, name]) => name));
    const distinct = people.map(
      ([address, label]) => [address, taken.has(label) ? `${label} (account)` : label] as const,
    );
    this.#names = new Map(
      [...distinct, ...contracts].map(([address, name]) => [address.toLowerCase(), name]),
    );
    this.#addresses = new Map([...distinct, ...contracts].map(([address, name]) => [name, address]));
  }

  /** @returns whose name it is, or the address that it is itself, EIP-55; `null` if it is neither. */
  addressOf(name: string): string | null {
    return this.#addresses.get(name) ?? (isAddress(name) ? getAddress(name) : null);
  }

  /** @returns the name, or the address itself if nobody here has it. */
  of(address: string): string {
    return this.#names.get(address.toLowerCase()) ?? address;
  }
}

function officesOf({
  deployer,
  owner,
  guardian,
  treasury,
  employer,
  operator,
  registrar,
  ...cast
}: Cast): Account[] {
  const regional = cast.regionOperators.map(({ account }) => account);
  return [deployer, ...keyHoldersOf(owner), guardian, treasury, employer, operator, registrar, ...regional];
}
