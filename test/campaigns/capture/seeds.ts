import { keccak_256 } from "@noble/hashes/sha3.js";

const LABEL = new TextEncoder().encode("omnisovereign/capture/1");
const WORD_BYTES = 32;

/** What an attempt of a draw is decided by, as `drawFrom` asks for it. */
export type Random = (attempt: number) => bigint;

/** keccak256(label, counter as eight bytes): the stream of seeds is the same on every machine. */
export function seedAt(counter: number): Uint8Array {
  const bytes = new Uint8Array(LABEL.length + 8);
  bytes.set(LABEL);
  new DataView(bytes.buffer).setBigUint64(LABEL.length, BigInt(counter));
  return keccak_256(bytes);
}

/** keccak256(abi.encode(seed, attempt)), each asked for once however many bodies are drawn by the seed. */
export function randomOf(seed: Uint8Array): Random {
  const words = new Uint8Array(2 * WORD_BYTES);
  words.set(seed);
  const known: bigint[] = [];
  return (attempt) => {
    known[attempt] ??= hashWith(words, attempt);
    return known[attempt];
  };
}

/** @param attempt below 256 */
function hashWith(words: Uint8Array, attempt: number): bigint {
  words[words.length - 1] = attempt;
  const hash = keccak_256(words);
  const view = new DataView(hash.buffer, hash.byteOffset);
  let value = 0n;
  for (let at = 0; at < WORD_BYTES; at += 8) value = (value << 64n) | view.getBigUint64(at);
  return value;
}
