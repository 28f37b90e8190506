import { getCreateAddress } from "ethers/address";
import type { Port, TransactionRequest } from "../chain/port.ts";
import type { Account } from "../model/cast.ts";
import type { ContractName } from "../model/contracts.ts";
import type { Hex } from "../model/hex.ts";
import type { AddressBook } from "../records/address-book.ts";

/** One contract to deploy; `args` may name any contract of the book or of the same list. */
export interface Deployment {
  /** Name in the address book. */
  readonly name: string;
  readonly artifact: ContractName;
  readonly args: (addressOf: (name: string) => string) => readonly unknown[];
}

const DEPLOY_GAS_LIMIT = 8_000_000n;

/**
 * Turns deployments into transactions and enters their future addresses into the book: an address follows from sender
 * and nonce, so contracts can name each other before anything is mined.
 */
export async function deploymentRequests(
  chain: Port,
  book: AddressBook,
  from: Account,
  deployments: readonly Deployment[],
): Promise<TransactionRequest[]> {
  const nonce = await chain.nonceOf(from);
  for (const [index, { name, artifact }] of deployments.entries()) {
    book.add(name, getCreateAddress({ from: from.address, nonce: nonce + index }), artifact);
  }
  return deployments.map(({ name, args }) => {
    const { abi, bytecode } = book.get(name).type;
    const constructorArgs = abi.encodeDeploy(args((other) => book.get(other).address));
    return {
      from,
      to: null,
      data: `${bytecode}${constructorArgs.slice(2)}` as Hex,
      gasLimit: DEPLOY_GAS_LIMIT,
      expect: "success",
    };
  });
}
