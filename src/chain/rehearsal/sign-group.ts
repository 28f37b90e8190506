import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import type { Account } from "../../model/cast.ts";
import type { Hex } from "../../model/hex.ts";
import { MAX_TRANSACTION_BYTES } from "../journal/journal.ts";
import type { TransactionRequest } from "../port.ts";
import { type Signed, signTransaction } from "../sign.ts";
import { tipWeiAt } from "./group.ts";

export type SignedRequest = Signed & { readonly request: TransactionRequest };

/**
 * Signs one block's requests: the same requests after the same nonces are the same bytes.
 *
 * @param takeNonce counts on.
 * @param pause lets others work between two signatures.
 */
export async function signGroup(
  requests: readonly TransactionRequest[],
  takeNonce: (account: Account) => number,
  pause?: () => Promise<void>,
): Promise<readonly SignedRequest[]> {
  const signed: SignedRequest[] = [];
  for (const [index, request] of requests.entries()) {
    await pause?.();
    const { from, to, data, valueWei = 0n, gasLimit } = request;
    const tipWei = tipWeiAt(index, requests.length);
    const transaction = signTransaction({
      from,
      nonce: takeNonce(from),
      to,
      data,
      valueWei,
      gasLimit,
      tipWei,
    });
    requireSendable(from.label, transaction.raw);
    signed.push({ ...transaction, request });
  }
  return signed;
}

/** What a journal's reader refuses must not get into the log. */
function requireSendable(from: string, raw: Hex): void {
  const bytes = raw.length / 2 - 1;
  if (bytes <= MAX_TRANSACTION_BYTES) return;
  throw new OmniError(CHAIN.TRANSACTION_TOO_LARGE, { from, bytes, mostBytes: MAX_TRANSACTION_BYTES });
}
