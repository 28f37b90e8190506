import { recoverAddress } from "ethers/transaction";
import { dataLength, dataSlice } from "ethers/utils";
import type { Cast } from "../../model/cast.ts";
import type { SafePayment, SafeRefusal, Treasury } from "../../model/layer-run.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { AddressBook } from "../address-book.ts";
import { signatoriesOf } from "../casting.ts";
import { decodeCall } from "../decode.ts";
import { textArg } from "../events.ts";
import { councilThreshold, TREASURY } from "../planetary-settings.ts";
import { unpackBatch } from "./multi-send.ts";
import { SAFE_FIELDS, safeHashes } from "./safe-transaction.ts";

/** What the Safe is tried with and must refuse, in the order of the attempts. */
export const FORGERIES = [
  "one signature too few",
  "a nonce that is not the next",
  "a signer who is no owner",
] as const;

const SIGNATURE_BYTES = 65;

/**
 * How the Safe was endowed, what it refused, and what it paid to regions and reward engine.
 *
 * @throws Error if it paid nothing.
 */
export function foldTreasury(book: AddressBook, cast: Cast, records: readonly TransactionRecord[]): Treasury {
  const owners = signatoriesOf(cast);
  const safe = book.get(TREASURY).address;
  const sent = records.filter(
    ({ contract, function: name }) => contract === TREASURY && name === "execTransaction",
  );
  const transactions = sent.filter(({ status }) => status === "success");
  return {
    safe,
    owners: owners.map(({ handle, account }) => ({ handle, address: account.address })),
    threshold: councilThreshold(owners.length),
    endowment: records.filter((record) => isEndowment(record, safe)),
    refusals: refusalsIn(sent),
    payment: paymentOf(book, cast, transactions[0]),
    transactions,
  };
}

function isEndowment({ contract, function: name, args }: TransactionRecord, safe: string): boolean {
  return contract === "AGIALPHA" && name === "transfer" && args.to === safe;
}

function refusalsIn(sent: readonly TransactionRecord[]): SafeRefusal[] {
  return sent
    .filter(({ status }) => status === "reverted")
    .map((transaction, index) => ({ attempt: FORGERIES[index] ?? "", transaction }));
}

/** The Safe's first transaction, with its hashes and signers computed again from what was sent. */
function paymentOf(book: AddressBook, cast: Cast, transaction: TransactionRecord | undefined): SafePayment {
  if (transaction === undefined) throw new Error("the Safe paid nothing");
  const { args } = transaction;
  const nonce = "0";
  const message = { ...Object.fromEntries(SAFE_FIELDS.map((name) => [name, args[name]])), nonce };
  const hashes = safeHashes(cast.chainId, book.get(TREASURY).address, message);
  const batch = decodeCall(book.get("MultiSendCallOnly"), textArg(args, "data"));
  return {
    nonce,
    ...hashes,
    signers: signersOf(cast, hashes.safeTxHash, textArg(args, "signatures")),
    calls: unpackBatch(book, textArg(batch.args, "transactions")),
  };
}

function signersOf(cast: Cast, safeTxHash: string, signatures: string): SafePayment["signers"] {
  const count = Math.floor(dataLength(signatures) / SIGNATURE_BYTES);
  return Array.from({ length: count }, (_, index) => {
    const signature = dataSlice(signatures, index * SIGNATURE_BYTES, (index + 1) * SIGNATURE_BYTES);
    const address = recoverAddress(safeTxHash, signature);
    const signer = signatoriesOf(cast).find(({ account }) => account.address === address);
    return { label: signer?.account.label ?? "unknown", address, signature };
  });
}
