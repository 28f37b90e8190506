import { ZeroAddress } from "ethers/constants";
import { concat } from "ethers/utils";
import type { Account } from "../../model/cast.ts";
import type { Hex } from "../../model/hex.ts";
import type { Read } from "../../model/record.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { FORGERIES } from "../../records/planetary/fold-treasury.ts";
import { packBatch } from "../../records/planetary/multi-send.ts";
import { safeHashes } from "../../records/planetary/safe-transaction.ts";
import { councilThreshold, TREASURY } from "../../records/planetary-settings.ts";
import type { Driver, Step } from "../driver.ts";

const DELEGATECALL = 1;
const PAYMENT_GAS_LIMIT = 12_000_000n;

/** A batch of calls as one Safe transaction, signed by some accounts. */
export function paymentStep(
  driver: Driver,
  calls: readonly Read[],
  nonce: bigint,
  signers: readonly Account[],
): Step {
  const { chain, book } = driver;
  const fields = fieldsOf(book, calls);
  const { safeTxHash } = safeHashes(chain.chainId, book.get(TREASURY).address, { ...fields, nonce });
  return {
    from: signers[0] as Account,
    contract: TREASURY,
    function: "execTransaction",
    args: [...Object.values(fields), concat(signaturesOf(driver, signers, safeTxHash as Hex))],
    gasLimit: PAYMENT_GAS_LIMIT,
  };
}

/** In the order of `SAFE_FIELDS`, which is that of `execTransaction`'s parameters. */
function fieldsOf(book: AddressBook, calls: readonly Read[]) {
  const { address, type } = book.get("MultiSendCallOnly");
  return {
    to: address,
    value: 0n,
    data: type.abi.encodeFunctionData("multiSend", [packBatch(book, calls)]),
    operation: DELEGATECALL,
    safeTxGas: 0n,
    baseGas: 0n,
    gasPrice: 0n,
    gasToken: ZeroAddress,
    refundReceiver: ZeroAddress,
  };
}

/** By ascending address, as the Safe wants them. */
function signaturesOf({ chain }: Driver, signers: readonly Account[], safeTxHash: Hex): Hex[] {
  return signers
    .toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1))
    .map((signer) => chain.sign(signer, safeTxHash));
}

/** Tries what must not work, in the order of {@link FORGERIES}. */
export async function attemptForgeries(
  driver: Driver,
  calls: readonly Read[],
  nonce: bigint,
  owners: readonly Account[],
  stranger: Account,
): Promise<void> {
  const needed = owners.slice(0, councilThreshold(owners.length));
  const attempts: Readonly<Record<(typeof FORGERIES)[number], Step>> = {
    "one signature too few": paymentStep(driver, calls, nonce, needed.slice(1)),
    "a nonce that is not the next": paymentStep(driver, calls, nonce + 1n, needed),
    "a signer who is no owner": paymentStep(driver, calls, nonce, [...needed.slice(1), stranger]),
  };
  await driver.mine({
    steps: FORGERIES.map((forgery) => ({ ...attempts[forgery], from: stranger, expect: "reverted" })),
  });
}
