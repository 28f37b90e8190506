import type { StorageLayout, StorageType, StorageVariable } from "../../model/storage-layout.ts";

/** From a contract to one of its values. */
export type Step =
  | { readonly kind: "member"; readonly label: string }
  | Key
  | { readonly kind: "index"; readonly index: bigint };

/** Of a mapping. */
export interface Key {
  readonly kind: "key";
  /** As it is hashed; 0 of texts and bytes of any length. */
  readonly word: bigint;
  /** Hex without prefix. */
  readonly bytes: string;
  readonly type: StorageType;
}

/** What lies in a slot, or in a part of one. */
export interface Field {
  readonly path: readonly Step[];
  readonly type: StorageType;
  /** Bytes from the low-order end. */
  readonly offset: number;
  readonly size: number;
  /** An array's slot has its length; bytes that are too long for their own slot lie elsewhere, in parts. */
  readonly holds: "value" | "length" | "part";
}

/** A variable, a member or an element, and the first slot that it may use. */
export interface Placed {
  readonly path: readonly Step[];
  readonly type: StorageType;
  readonly slot: bigint;
  readonly offset: number;
}

export const WORD_BYTES = 32;

/** What lies in one slot among a contract's variables. */
export function variablesAt(layout: StorageLayout, slot: bigint): Field[] {
  return membersAt(layout, layout.storage, { path: [], slot: 0n }, slot);
}

/** What of a value lies in one slot. */
export function fieldsAt(layout: StorageLayout, placed: Placed, slot: bigint): Field[] {
  const { path, type, offset } = placed;
  if (slot < placed.slot || slot >= placed.slot + slotsOf(type)) return [];
  if (type.members) return membersAt(layout, type.members, placed, slot);
  if (type.encoding === "inplace" && type.base !== undefined) return elementsAt(layout, placed, slot);
  const holds = type.encoding === "dynamic_array" ? "length" : "value";
  return [{ path, type, offset, size: Number(type.numberOfBytes), holds }];
}

/** What of the elements of an array lies in one slot. @param placed with the slot where its elements begin. */
export function elementsAt(
  layout: StorageLayout,
  { path, type, slot: first }: Placed,
  slot: bigint,
): Field[] {
  const base = typeNamed(layout, type.base);
  const bytes = Number(base.numberOfBytes);
  const from = slot - first;
  const each = BigInt(Math.floor(WORD_BYTES / bytes));
  if (each < 2n) {
    const index = from / slotsOf(base);
    const element = { path: [...path, indexStep(index)], type: base, offset: 0 };
    return fieldsAt(layout, { ...element, slot: first + index * slotsOf(base) }, slot);
  }
  return Array.from({ length: Number(each) }, (_, place) => {
    const step = indexStep(from * each + BigInt(place));
    return fieldsAt(layout, { path: [...path, step], type: base, slot, offset: place * bytes }, slot);
  }).flat();
}

/** @throws Error if the layout has no such type: a layout is the compiler's or ours. */
export function typeNamed({ types }: StorageLayout, name: string | undefined): StorageType {
  const type = name === undefined ? undefined : types[name];
  if (type === undefined) throw new Error(`no type "${name}" in the storage layout`);
  return type;
}

/** Whether a word can be a value of a type, as Solidity pads it. Signs are extended. */
export function fitsType({ label, numberOfBytes }: StorageType, word: bigint): boolean {
  const bits = 8 * Number(numberOfBytes);
  if (label.startsWith("bytes")) return BigInt.asUintN(8 * WORD_BYTES - bits, word) === 0n;
  if (label.startsWith("int")) return BigInt.asUintN(8 * WORD_BYTES, BigInt.asIntN(bits, word)) === word;
  return word >> BigInt(bits) === 0n;
}

function membersAt(
  layout: StorageLayout,
  members: readonly StorageVariable[],
  { path, slot: first, offset: shift = 0 }: Pick<Placed, "path" | "slot"> & { readonly offset?: number },
  slot: bigint,
): Field[] {
  return members.flatMap(({ label, offset, slot: own, type }) => {
    const place = { path: [...path, { kind: "member", label } as const], offset: shift + offset };
    return fieldsAt(layout, { ...place, type: typeNamed(layout, type), slot: first + BigInt(own) }, slot);
  });
}

function slotsOf({ numberOfBytes }: StorageType): bigint {
  return (BigInt(numberOfBytes) + BigInt(WORD_BYTES - 1)) / BigInt(WORD_BYTES);
}

function indexStep(index: bigint): Step {
  return { kind: "index", index };
}
