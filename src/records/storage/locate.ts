import type { StorageLayout, StorageType } from "../../model/storage-layout.ts";
import { elementsAt, type Field, fieldsAt, type Step, typeNamed, variablesAt, WORD_BYTES } from "./fields.ts";
import type { Origin, Preimages } from "./preimages.ts";

/** Mappings of mappings are no deeper; what refers to itself by a hash there is none. */
const DEEPEST = 16;

/** What lies in a slot of a contract, by its layout and what was hashed on the way there; nothing if neither tells. */
export function locate(layout: StorageLayout, preimages: Preimages, slot: bigint, depth = 0): Field[] {
  const variables = variablesAt(layout, slot);
  if (variables.length > 0 || depth === DEEPEST) return variables;
  const origin = preimages.before(slot);
  if (origin === undefined) return [];
  const holder = locate(layout, preimages, origin.slot, depth + 1).find(isHolder);
  return holder === undefined ? [] : heldAt(layout, holder, origin, slot);
}

/** A mapping, an array or bytes: none shares its slot. */
function isHolder({ type: { encoding }, holds }: Field): boolean {
  return encoding !== "inplace" && holds !== "part";
}

function heldAt(layout: StorageLayout, { path, type }: Field, { hash, key }: Origin, slot: bigint): Field[] {
  if (type.encoding === "mapping") {
    if (key === "") return [];
    const step = keyStep(typeNamed(layout, type.key), key);
    const value = typeNamed(layout, type.value);
    return fieldsAt(layout, { path: [...path, step], type: value, slot: hash, offset: 0 }, slot);
  }
  if (key !== "") return [];
  if (type.encoding === "dynamic_array")
    return elementsAt(layout, { path, type, slot: hash, offset: 0 }, slot);
  const step: Step = { kind: "index", index: slot - hash };
  return [{ path: [...path, step], type, offset: 0, size: WORD_BYTES, holds: "part" }];
}

function keyStep(type: StorageType, key: string): Step {
  const isWord = type.encoding === "inplace";
  return { kind: "key", word: isWord ? BigInt(`0x${key}`) : 0n, bytes: key, type };
}
