import type { Hex } from "../../../model/hex.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
const DIGITS = ENCODER.encode("0123456789abcdef");
const PREFIX = ENCODER.encode("0x");
const NO_PREFIX = new Uint8Array();

/**
 * As the library's own does, which adds digit to digit: V8 keeps such a text as the chain of its additions, some thirty bytes for
 * each, until somebody reads it. Of what is told of an execution most is never read.
 */
export function hexOf(bytes: Uint8Array): Hex {
  return digitsOf(bytes, PREFIX) as Hex;
}

/** Without prefix. */
export function plainHexOf(bytes: Uint8Array): string {
  return digitsOf(bytes, NO_PREFIX);
}

function digitsOf(bytes: Uint8Array, prefix: Uint8Array): string {
  const digits = new Uint8Array(prefix.length + bytes.length * 2);
  digits.set(prefix);
  let end = prefix.length;
  for (const byte of bytes) {
    digits[end] = DIGITS[byte >> 4] as number;
    digits[end + 1] = DIGITS[byte & 0xf] as number;
    end += 2;
  }
  return DECODER.decode(digits);
}
