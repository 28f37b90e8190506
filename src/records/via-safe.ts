import { getAddress } from "ethers/address";
import { recoverAddress } from "ethers/transaction";
import { dataLength, dataSlice } from "ethers/utils";
import type { EventRecord, SafeSignature, TransactionRecord } from "../model/record.ts";
import type { AddressBook } from "./address-book.ts";
import { decodeCall } from "./decode.ts";
import { textArg } from "./events.ts";
import { OWNER_SAFE } from "./owner-safe.ts";

const SIGNATURE_BYTES = 65;
const WORD_BYTES = 32;
const CALL = "0";
const SIGNED = "SafeMultiSigTransaction";
const [EXECUTED, FAILED] = ["ExecutionSuccess", "ExecutionFailure"] as const;
const OWN_EVENTS: readonly string[] = [SIGNED, EXECUTED, FAILED];

/** What a record has for the reason why a Safe's call failed: the Safe keeps it to itself. */
export const FAILED_INSIDE = "ExecutionFailure()";

/**
 * What the owner did, where its Safe did it: the call inside of the Safe's transaction, as if the owner had sent it, and by
 * which signatures. Everything else is left as it is, also what the Safe did not accept.
 *
 * @param record attacker-controlled where it was read from a dossier's journal.
 */
export function unwrapped(book: AddressBook, record: TransactionRecord): TransactionRecord {
  const { contract, function: name, args, from, to, events } = record;
  if (contract !== OWNER_SAFE || name !== "execTransaction" || to === null) return record;
  if (args.operation !== CALL || args.value !== "0") return record;
  const own = events.filter(isOfSafe);
  const signed = own.find((event) => event.name === SIGNED);
  const ended = own.find((event) => event.name !== SIGNED);
  if (signed === undefined || ended === undefined) return record;
  const called = book.at(textArg(args, "to"));
  const safeTxHash = textArg(ended.args, "txHash");
  const { hash, block, index, timestamp, value, gasUsed } = record;
  return {
    hash,
    block,
    index,
    timestamp,
    from: to,
    to: getAddress(textArg(args, "to")),
    contract: called?.name ?? null,
    ...decodeCall(called, textArg(args, "data")),
    value,
    ...(ended.name === FAILED
      ? { status: "reverted", gasUsed, error: FAILED_INSIDE }
      : { status: "success", gasUsed }),
    events: events.filter((event) => !isOfSafe(event)),
    via: {
      safe: to,
      sender: from,
      nonce: BigInt(dataSlice(textArg(signed.args, "additionalInfo"), 0, WORD_BYTES)).toString(),
      safeTxHash,
      signatures: signaturesOf(safeTxHash, textArg(args, "signatures")),
    },
  };
}

/** What the Safe says of its transaction, which `via` holds. */
function isOfSafe({ contract, name }: EventRecord): boolean {
  return contract === OWNER_SAFE && OWN_EVENTS.includes(name);
}

/** @returns who signed a Safe's transaction. @param signatures attacker-controlled */
export function signersOf(safeTxHash: string, signatures: string): string[] {
  return signaturesOf(safeTxHash, signatures).flatMap(({ signer }) => signer ?? []);
}

function signaturesOf(safeTxHash: string, signatures: string): SafeSignature[] {
  const count = Math.floor(dataLength(signatures) / SIGNATURE_BYTES);
  return Array.from({ length: count }, (_, index) => {
    const signature = dataSlice(signatures, index * SIGNATURE_BYTES, (index + 1) * SIGNATURE_BYTES);
    return { signer: signerOf(safeTxHash, signature), signature };
  });
}

/** Recovering is slow, and a verifier meets each signature where it audits, executes and derives. */
const recovered = new Map<string, string | null>();
const MOST_RECOVERED = 20_000;

/** @returns whose signature of a hash it is, `null` for bytes that are no signature. @param signature attacker-controlled */
export function signerOf(hash: string, signature: string): string | null {
  const key = `${hash} ${signature}`;
  const known = recovered.get(key);
  if (known !== undefined) return known;
  if (recovered.size >= MOST_RECOVERED) recovered.clear();
  const signer = recover(hash, signature);
  recovered.set(key, signer);
  return signer;
}

function recover(hash: string, signature: string): string | null {
  try {
    return recoverAddress(hash, signature);
  } catch {
    return null;
  }
}
