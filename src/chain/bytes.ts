import type { Hex } from "../model/hex.ts";

/** The bytes of `0x` text that is known to be whole bytes of hex. */
export function bytesOf(hex: Hex): Buffer {
  return Buffer.from(hex.slice(2), "hex");
}
