import { getAddress } from "ethers/address";
import { toUtf8String } from "ethers/utils";
import type { ValueDifference } from "../../model/state-differences.ts";
import type { StorageLayout, StorageType } from "../../model/storage-layout.ts";
import { type Field, type Step, WORD_BYTES } from "./fields.ts";
import { locate } from "./locate.ts";
import { partsOf } from "./packed.ts";
import type { Preimages } from "./preimages.ts";
import { unitOf } from "./units.ts";

/** A word of a contract's storage that changed; words are 0x-prefixed. */
export interface SlotWords {
  readonly slot: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The values that changed in a slot, by name.
 *
 * @returns `null` if something changed there that the layout does not know.
 */
export function valuesIn(
  layout: StorageLayout,
  preimages: Preimages,
  { slot, before, after }: SlotWords,
): ValueDifference[] | null {
  const fields = locate(layout, preimages, BigInt(slot)).flatMap(partsOf);
  const [was, is] = [BigInt(before), BigInt(after)];
  const changed = fields.filter((field) => bitsOf(field, was) !== bitsOf(field, is));
  const known = changed.reduce((bits, field) => bits | maskOf(field), 0n);
  if (((was ^ is) & ~known) !== 0n) return null;
  return changed.map((field) => differenceOf(field, was, is));
}

function differenceOf(field: Field, was: bigint, is: bigint): ValueDifference {
  const { path, type, holds } = field;
  const unit = holds === "value" && isInteger(type) ? unitOf(path) : undefined;
  return {
    variable: `${variableOf(path)}${holds === "length" ? ".length" : ""}`,
    type: holds === "length" ? "uint256" : type.label,
    ...(unit === undefined ? {} : { unit }),
    before: shownValue(field, bitsOf(field, was)),
    after: shownValue(field, bitsOf(field, is)),
  };
}

/** `_positions[0x…][2].kept` */
function variableOf(path: readonly Step[]): string {
  return path.map(stepText).join("").slice(1);
}

function stepText(step: Step): string {
  if (step.kind === "member") return `.${step.label}`;
  if (step.kind === "index") return `[${step.index}]`;
  const { type, word, bytes } = step;
  return `[${type.encoding === "inplace" ? keyText(type, word, bytes) : bytesText(type, bytes)}]`;
}

/** Keys are as wide as a word; those of `bytesN` lie at its beginning. */
function keyText(type: StorageType, word: bigint, bytes: string): string {
  return /^bytes\d/.test(type.label)
    ? `0x${bytes.slice(0, 2 * Number(type.numberOfBytes))}`
    : plainText(type, word);
}

function shownValue({ type, holds, size }: Field, bits: bigint): string {
  if (holds === "length") return bits.toString();
  if (holds === "part") return hex(bits, size);
  return type.encoding === "bytes" ? shortBytes(type, bits) : plainText(type, bits);
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

function plainText(type: StorageType, bits: bigint): string {
  const { label, numberOfBytes, words } = type;
  const size = Number(numberOfBytes);
  if (label === "bool") return bits === 0n ? "false" : bits === 1n ? "true" : hex(bits, size);
  if (words) return words[Number(bits)] ?? bits.toString();
  if (label.startsWith("address") || label.startsWith("contract ")) return getAddress(hex(bits, size));
  if (label.startsWith("bytes")) return hex(bits, size);
  return (label.startsWith("int") ? BigInt.asIntN(8 * size, bits) : bits).toString();
}

function isInteger({ label }: StorageType): boolean {
  return /^u?int\d/.test(label);
}

function bitsOf(field: Field, word: bigint): bigint {
  return BigInt.asUintN(8 * field.size, word >> BigInt(8 * field.offset));
}

function maskOf({ offset, size }: Field): bigint {
  return ((1n << BigInt(8 * size)) - 1n) << BigInt(8 * offset);
}

function hex(bits: bigint, size: number): string {
  return `0x${bits.toString(16).padStart(2 * size, "0")}`;
}
