import type { Hex } from "../model/hex.ts";

/** The shortest hex form that JSON-RPC asks of a number: `0x0`, `0x1f`. */
export function quantity(value: number | bigint): Hex {
  return `0x${value.toString(16)}`;
}

/** @returns whether the text is `0x` and exactly `bytes` bytes of lower-case hex. */
export function isHexOf(bytes: number, value: unknown): value is Hex {
  return typeof value === "string" && value.length === 2 + 2 * bytes && isHexData(value);
}

/** @returns whether the text is `0x` and whole bytes of lower-case hex. */
export function isHexData(value: unknown): value is Hex {
  return typeof value === "string" && value.length % 2 === 0 && /^0x[0-9a-f]*$/.test(value);
}

/** @returns whether it is a decimal number above zero, as events and documents write it. */
export function isPositive(value: unknown): boolean {
  return typeof value === "string" && /^[1-9]\d*$/.test(value);
}
