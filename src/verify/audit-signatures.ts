import { VERIFY } from "../errors/dossier-errors.ts";
import { shorten } from "../errors/quote.ts";
import type { Finding } from "../model/dossier.ts";
import type { NationalDeploy, Principal } from "../model/receipt-contents.ts";

import type { TransactionRecord, Via } from "../model/record.ts";
import { via as viaShape } from "../records/transaction-shape.ts";
import { signerOf } from "../records/via-safe.ts";
import { finding } from "../support/finding.ts";
import { count, list, record, text } from "../support/shape.ts";

/** A call that the owner's Safe made, by a receipt. */
export interface SignedCall {
  readonly transaction: string;
  readonly via: Via;
}

/** @returns the record's call by the owner's Safe; none if it has no such, or one that no program wrote. */
export function signedCallOf({ hash, via }: TransactionRecord): SignedCall[] {
  return via === undefined || viaShape(via, "") !== undefined ? [] : [{ transaction: hash, via }];
}

/** @returns who signs for the owner, if the document says it. @param document attacker-controlled */
export function ownerSafeIn(document: unknown): NationalDeploy["ownerSafe"] | undefined {
  const { ownerSafe } = (document ?? {}) as { readonly ownerSafe?: unknown };
  if (ownerSafe === undefined || SIGNING(ownerSafe, "") !== undefined) return undefined;
  return ownerSafe as NationalDeploy["ownerSafe"];
}

const SIGNING = record<NationalDeploy["ownerSafe"]>({
  threshold: count,
  signers: list(record<Principal>({ label: text, address: text })),
});

/**
 * Holds the signatures of the owner's calls against what they sign and against who signs for the owner: that the hash is
 * the call's, only re-execution proves.
 *
 * @param calls attacker-controlled; a transaction may come in several receipts.
 * @param safe undefined if no receipt says who signs for the owner.
 */
export function auditSignatures(
  calls: readonly SignedCall[],
  safe: NationalDeploy["ownerSafe"] | undefined,
): Finding[] {
  const users = new Map<string, string>();
  return calls.flatMap(({ transaction, via }) => {
    const first = users.get(via.nonce) ?? transaction;
    users.set(via.nonce, first);
    const again = first === transaction ? null : `uses the owner's nonce ${via.nonce} a second time`;
    const problem = again ?? problemOf(via, safe);
    return problem === null ? [] : [finding(VERIFY.BOOKS, { transaction, problem })];
  });
}

function problemOf(
  { safeTxHash, signatures }: Via,
  safe: NationalDeploy["ownerSafe"] | undefined,
): string | null {
  if (safe === undefined) return "is the owner's, for whom nobody signs";
  const known = new Set(safe.signers.map(({ address }) => address));
  const signed = new Set<string>();
  for (const { signer, signature } of signatures) {
    if (signer === null || signerOf(safeTxHash, signature) !== signer)
      return "has a signature of something else";
    if (!known.has(signer)) return `is signed by ${shorten(signer)}, who does not sign for the owner`;
    signed.add(signer);
  }
  if (signed.size >= safe.threshold) return null;
  return `has ${signed.size} signatures of the ${safe.threshold} that the owner needs`;
}
