import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { Sha256 } from "../model/artefact.ts";

export interface PublicKey {
  /** SHA-256 of the key in DER (SubjectPublicKeyInfo, points uncompressed), as `openssl pkey` prints it. */
  readonly id: Sha256;
  readonly key: KeyObject;
  /** What the message is hashed with before it is signed; `null` for Ed25519, which hashes it itself. */
  readonly hash: "sha256" | null;
}

/** @returns `null` for a key that is neither Ed25519 nor P-256. @param key public or private */
export function publicKeyOf(key: KeyObject): PublicKey | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const isP256 = type === "ec" && details?.namedCurve === "prime256v1";
  if (type !== "ed25519" && !isP256) return null;
  const given = key.type === "private" ? createPublicKey(key) : key;
  // Through its coordinates: one key in two encodings of its point would count twice.
  const plain = createPublicKey({ key: given.export({ format: "jwk" }), format: "jwk" });
  const der = plain.export({ type: "spki", format: "der" });
  const id = createHash("sha256").update(der).digest("hex") as Sha256;
  return { id, key: plain, hash: isP256 ? "sha256" : null };
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** @returns the keys of a PEM text, each once; or what is wrong with it. */
export function publicKeysIn(pem: string): readonly PublicKey[] | { readonly problem: string } {
  const keys = new Map<string, PublicKey>();
  for (const [block, label] of pem.matchAll(BLOCK)) {
    if (label !== "PUBLIC KEY") return { problem: `holds a "${label}", which is no public key` };
    const key = readBlock(block);
    if (key === null) return { problem: "holds a key that is neither Ed25519 nor P-256" };
    keys.set(key.id, key);
  }
  return keys.size === 0 ? { problem: 'holds no "PUBLIC KEY" in PEM' } : [...keys.values()];
}

function readBlock(block: string): PublicKey | null {
  try {
    return publicKeyOf(createPublicKey(block));
  } catch {
    return null;
  }
}

/** @param signature attacker-controlled: 64 bytes for Ed25519 (RFC 8032), DER for P-256 (RFC 3279 §2.2.3). */
export function isSignedBy({ key, hash }: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(hash, message, key, signature);
  } catch {
    return false;
  }
}
