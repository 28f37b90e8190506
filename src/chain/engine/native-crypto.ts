import { createHash } from "node:crypto";
import { createKeccak } from "hash-wasm";
import { recover } from "tiny-secp256k1";
import type { Crypto } from "./crypto.ts";

/** The same functions as ethereumjs brings along, several times as fast. */
export async function nativeCrypto(): Promise<Crypto> {
  const keccak = await createKeccak(256);
  return {
    keccak256: (bytes) => keccak.init().update(bytes).digest("binary"),
    sha256: (bytes) => createHash("sha256").update(bytes).digest(),
    ecrecover,
  };
}

/** @returns the public key's two coordinates. @throws Error if the signature has none. */
function ecrecover(hash: Uint8Array, v: bigint, r: Uint8Array, s: Uint8Array, chainId?: bigint): Uint8Array {
  const recovery = Number(recoveryOf(v, chainId));
  if (recovery !== 0 && recovery !== 1) throw new Error("invalid signature v value");
  const signature = Buffer.concat([word(r), word(s)]);
  const key = recover(hash, signature, recovery, false);
  if (key === null) throw new Error("the signature is no one's");
  return key.slice(1);
}

/** EIP-155, or the plain 0, 1, 27, 28. */
function recoveryOf(v: bigint, chainId?: bigint): bigint {
  if (v === 0n || v === 1n) return v;
  return chainId === undefined ? v - 27n : v - (chainId * 2n + 35n);
}

function word(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.alloc(32 - bytes.length), bytes]);
}
