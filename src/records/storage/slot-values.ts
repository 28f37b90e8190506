import type { ValueDifference } from "../../model/state-differences.ts";
import type { StorageLayout, StorageType } from "../../model/storage-layout.ts";
import type { Field } from "./fields.ts";
import { locate } from "./locate.ts";
import { partsOf } from "./packed.ts";
import type { Preimages } from "./preimages.ts";
import { unitOf } from "./units.ts";
import { type NameOf, shownValue, variableOf } from "./value-text.ts";

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
  nameOf: NameOf = () => undefined,
): ValueDifference[] | null {
  const fields = locate(layout, preimages, BigInt(slot)).flatMap(partsOf);
  const [was, is] = [BigInt(before), BigInt(after)];
  const changed = fields.filter((field) => bitsOf(field, was) !== bitsOf(field, is));
  const known = changed.reduce((bits, field) => bits | maskOf(field), 0n);
  if (((was ^ is) & ~known) !== 0n) return null;
  return changed.map((field) => differenceOf(field, [was, is], nameOf));
}

function differenceOf(field: Field, words: readonly bigint[], nameOf: NameOf): ValueDifference {
  const { path, type, holds } = field;
  const [before = "", after = ""] = words.map((word) => shownValue(field, bitsOf(field, word), nameOf));
  const unit = holds === "value" && isInteger(type) ? unitOf(path) : undefined;
  return {
    variable: `${variableOf(path, nameOf)}${holds === "length" ? ".length" : ""}`,
    type: holds === "length" ? "uint256" : type.label,
    ...(unit === undefined ? {} : { unit }),
    before,
    after,
  };
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
