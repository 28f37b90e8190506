import { ZeroAddress } from "ethers/constants";
import { concat } from "ethers/utils";
import type { Port, TransactionRequest } from "../chain/port.ts";
import type { Account, SafeOfAccount } from "../model/cast.ts";
import type { Address, Hex } from "../model/hex.ts";
import type { AddressBook } from "../records/address-book.ts";
import { OWNER_SAFE, signingFor } from "../records/owner-safe.ts";
import { safeHashes } from "../records/planetary/safe-transaction.ts";

/** What a Safe is to do: a call of its own, or code that it runs as its own. */
export interface SafeDeed {
  readonly to: string;
  readonly data: string;
  readonly operation: "call" | "delegatecall";
  readonly mayFail?: boolean;
}

const OPERATIONS = { call: 0, delegatecall: 1 } as const;

/**
 * Arguments of `execTransaction`, signed by some accounts by ascending address, as the Safe wants them. What it does may
 * use as much gas as its transaction has, and nobody is refunded.
 *
 * @param deed.mayFail uses its nonce up even if it fails, so that nobody can make it again with the same signatures.
 */
export function signedDeed(
  chain: Port,
  safe: string,
  { to, data, operation, mayFail = false }: SafeDeed,
  nonce: bigint,
  signers: readonly Account[],
): unknown[] {
  const fields = {
    to,
    value: 0n,
    data,
    operation: OPERATIONS[operation],
    safeTxGas: mayFail ? 1n : 0n,
    baseGas: 0n,
    gasPrice: 0n,
    gasToken: ZeroAddress,
    refundReceiver: ZeroAddress,
  };
  const { safeTxHash } = safeHashes(chain.chainId, safe, { ...fields, nonce });
  const signatures = signingFor({ signers, threshold: signers.length }).map((signer) =>
    chain.sign(signer, safeTxHash as Hex),
  );
  return [...Object.values(fields), concat(signatures)];
}

/** A request of somebody who is a Safe. */
export type SafeRequest = TransactionRequest & { readonly from: { readonly safe: SafeOfAccount } };

export function isOfSafe(request: TransactionRequest): request is SafeRequest {
  return request.from.safe !== undefined;
}

/** The same call, made by the Safe: the first of those who sign for it sends it. The Safe accepts what is signed, also what fails. */
export function throughSafe(
  chain: Port,
  book: AddressBook,
  request: SafeRequest,
  nonce: bigint,
): TransactionRequest {
  const { from, to, data } = request;
  const signers = signingFor(from.safe);
  const mayFail = request.expect !== "success";
  const deed: SafeDeed = { to: String(to), data, operation: "call", mayFail };
  const args = signedDeed(chain, from.address, deed, nonce, signers);
  const { abi } = book.get(OWNER_SAFE).type;
  return {
    ...request,
    from: signers[0] as Account,
    to: from.address as Address,
    data: abi.encodeFunctionData("execTransaction", args) as Hex,
    expect: "success",
  };
}
