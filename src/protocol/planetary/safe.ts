import type { Account } from "../../model/cast.ts";
import type { Read } from "../../model/record.ts";
import { FORGERIES } from "../../records/planetary/fold-treasury.ts";
import { packBatch } from "../../records/planetary/multi-send.ts";
import { councilThreshold, TREASURY } from "../../records/planetary-settings.ts";
import type { Driver, Step } from "../driver.ts";
import { type SafeDeed, signedDeed } from "../safe-call.ts";

const PAYMENT_GAS_LIMIT = 12_000_000n;

/** A batch of calls as one Safe transaction, signed by some accounts. */
export function paymentStep(
  driver: Driver,
  calls: readonly Read[],
  nonce: bigint,
  signers: readonly Account[],
): Step {
  const { chain, book } = driver;
  const { address, type } = book.get("MultiSendCallOnly");
  const data = type.abi.encodeFunctionData("multiSend", [packBatch(book, calls)]);
  const deed: SafeDeed = { to: address, data, operation: "delegatecall" };
  return {
    from: signers[0] as Account,
    contract: TREASURY,
    function: "execTransaction",
    args: signedDeed(chain, book.get(TREASURY).address, deed, nonce, signers),
    gasLimit: PAYMENT_GAS_LIMIT,
  };
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
