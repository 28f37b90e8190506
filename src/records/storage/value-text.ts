import { getAddress } from "ethers/address";
import { toUtf8String } from "ethers/utils";
import type { StorageType } from "../../model/storage-layout.ts";
import { type Field, type Key, type Step, WORD_BYTES } from "./fields.ts";

/** Who is at an address, as people know them. */
export type NameOf = (address: string) => string | undefined;

/** `_positions[0x…][2].kept` */
export function variableOf(path: readonly Step[], nameOf: NameOf): string {
  const steps = path.map((step) => stepText(step, nameOf));
  return steps.join("").slice(1);
}

function stepText(step: Step, nameOf: NameOf): string {
  if (step.kind === "member") return `.${step.label}`;
  if (step.kind === "index") return `[${step.index}]`;
  const { type, bytes } = step;
  return `[${type.encoding === "inplace" ? keyText(type, step, nameOf) : bytesText(type, bytes)}]`;
}

/** Keys are as wide as a word; those of `bytesN` lie at its beginning. */
function keyText(type: StorageType, { word, bytes }: Key, nameOf: NameOf): string {
  return /^bytes\d/.test(type.label)
    ? `0x${bytes.slice(0, 2 * Number(type.numberOfBytes))}`
    : plainText(type, word, nameOf);
}

/** @param bits of the field alone. */
export function shownValue({ type, holds, size }: Field, bits: bigint, nameOf: NameOf): string {
  if (holds === "length") return bits.toString();
  if (holds === "part") return hex(bits, size);
  return type.encoding === "bytes" ? shortBytes(type, bits) : plainText(type, bits, nameOf);
}

/** What fits into its own slot is there, with twice its length in the last byte; of all else there is twice the length, and one. */
function shortBytes(type: StorageType, word: bigint): string {
  if (word & 1n) return `of ${(word - 1n) / 2n} bytes`;
  const length = Number((word & 0xffn) / 2n);
  return bytesText(type, hex(word, WORD_BYTES).slice(2, 2 + 2 * length));
}

/** @param bytes hex without prefix; a text that is none is shown as it is. */
function bytesText({ label }: StorageType, bytes: string): string {
  if (label !== "string") return `0x${bytes}`;
  try {
    return JSON.stringify(toUtf8String(`0x${bytes}`));
  } catch {
    return `0x${bytes}`;
  }
}

function plainText(type: StorageType, bits: bigint, nameOf: NameOf): string {
  const { label, numberOfBytes, words } = type;
  const size = Number(numberOfBytes);
  if (label === "bool") return bits === 0n ? "false" : bits === 1n ? "true" : hex(bits, size);
  if (words) return words[Number(bits)] ?? bits.toString();
  if (label.startsWith("address") || label.startsWith("contract "))
    return addressText(hex(bits, size), nameOf);
  if (label.startsWith("bytes")) return hex(bits, size);
  return (label.startsWith("int") ? BigInt.asIntN(8 * size, bits) : bits).toString();
}

function addressText(address: string, nameOf: NameOf): string {
  return nameOf(address) ?? getAddress(address);
}

function hex(bits: bigint, size: number): string {
  return `0x${bits.toString(16).padStart(2 * size, "0")}`;
}
