import { getCreateAddress } from "ethers/address";
import type { Account } from "../chain/accounts.ts";
import type { TransactionRequest } from "../chain/group.ts";
import type { Hex } from "../chain/hex.ts";
import type { Session } from "../chain/session.ts";
import type { AddressBook } from "./address-book.ts";
import { contractType } from "./contract.ts";
import type { ContractName } from "./contract-sources.ts";

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
  session: Session,
  book: AddressBook,
  from: Account,
  deployments: readonly Deployment[],
): Promise<TransactionRequest[]> {
  const nonce = Number(await session.rpc.request("eth_getTransactionCount", from.address, "latest"));
  for (const [index, { name, artifact }] of deployments.entries()) {
    book.add(name, getCreateAddress({ from: from.address, nonce: nonce + index }), artifact);
  }
  return deployments.map(({ artifact, args }) => {
    const { abi, bytecode } = contractType(artifact);
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
