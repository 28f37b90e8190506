import { resolve } from "node:path";
import { pinnedKeys } from "../attest/pinned.ts";
import type { PublicKey } from "../attest/public-keys.ts";
import { missingSignatures, type Signature, type Weighed, weigh } from "../attest/weigh.ts";
import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import { attestedOf, type Standing } from "./attested.ts";

/** Whom the reader trusts, and how many of them have to vouch. */
export interface Trust {
  readonly pinned: readonly PublicKey[];
  /** 0 where the reader pinned nobody. */
  readonly threshold: number;
}

export interface SignatureCheck extends Weighed {
  readonly pinned: number;
  readonly threshold: number;
}

/**
 * @throws OMNI4303 if there are no keys where they are said to be
 * @throws OMNI5010 if so many keys cannot vouch
 */
export async function trustOf({
  signedBy,
  threshold,
}: {
  readonly signedBy?: string;
  readonly threshold?: string;
}): Promise<Trust> {
  if (signedBy === undefined) {
    if (threshold !== undefined) throw usage("A threshold counts pinned keys: name them with --signed-by.");
    return { pinned: [], threshold: 0 };
  }
  const pinned = await pinnedKeys(resolve(signedBy));
  const wanted = threshold ?? "1";
  if (!/^[1-9]\d{0,5}$/.test(wanted)) throw usage(`The threshold "${wanted}" is no number of keys.`);
  if (Number(wanted) > pinned.length)
    throw usage(`The threshold is ${wanted}, and "${signedBy}" holds ${pinned.length} different keys.`);
  return { pinned, threshold: Number(wanted) };
}

function usage(problem: string): OmniError {
  return new OmniError(ENVIRONMENT.USAGE, { problem, help: "omnisovereign verify --help" });
}

/**
 * Reads every statement beside the payload, and says whose they are.
 *
 * @returns `null` if nobody signed, and nobody had to
 */
export async function verifyAttestations(
  folder: string,
  { contents, report, trust }: Standing & { readonly trust: Trust },
): Promise<SignatureCheck | null> {
  const { pinned, threshold } = trust;
  if (contents.attestations.length === 0 && threshold === 0) return null;
  const attested = contents.attestations.length === 0 ? null : await attestedOf(folder, { contents, report });
  const weighed = attested ? weigh(contents.attestations, attested, pinned) : NOBODY;
  const missing = missingSignatures(weighed, { pinned: pinned.length, threshold });
  return {
    signatures: weighed.signatures,
    findings: [...weighed.findings, ...missing],
    ...{ pinned: pinned.length, threshold },
  };
}

const NOBODY: Weighed = { signatures: [], findings: [] };

const SHOWN_DIGITS = 12;

/** Who vouches, for people: a line for each key. */
export function signatureLines({ signatures, pinned, threshold }: SignatureCheck): string[] {
  const known = signatures.filter((signature) => signature.known).length;
  const head =
    pinned === 0
      ? `  signed ${signatures.length === 1 ? "by 1 key" : `by ${signatures.length} keys`}, none pinned`
      : `  signed ${known} of ${pinned} pinned keys vouch, ${threshold} must`;
  return [head, ...signatures.map(signatureLine)];
}

function signatureLine({ key, known, kinds }: Signature): string {
  const shown = /^[0-9a-f]{64}$/.test(key) ? key.slice(0, SHOWN_DIGITS) : "no key's name";
  return `         ${shown}  ${kinds.join(", ")}${known ? "" : ": signer unknown"}`;
}
