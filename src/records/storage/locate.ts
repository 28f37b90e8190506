import type { StorageLayout, StorageType } from "../../model/storage-layout.ts";
import {
  elementsAt,
  type Field,
  fieldsAt,
  fitsType,
  type Step,
  typeNamed,
  variablesAt,
  WORD_BYTES,
} from "./fields.ts";
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
    const step = keyStep(typeNamed(layout, type.key), key);
    if (step === null) return [];
    const value = typeNamed(layout, type.value);
    return fieldsAt(layout, { path: [...path, step], type: value, slot: hash, offset: 0 }, slot);
  }
  if (key !== "") return [];
  if (type.encoding === "dynamic_array")
    return elementsAt(layout, { path, type, slot: hash, offset: 0 }, slot);
  const step: Step = { kind: "index", index: slot - hash };
  return [{ path: [...path, step], type, offset: 0, size: WORD_BYTES, holds: "part" }];
}

/** @param key attacker-controlled: any contract hashes what it likes. @returns `null` for what no key of that type is. */
function keyStep(type: StorageType, key: string): Step | null {
  if (type.encoding !== "inplace") return { kind: "key", word: 0n, bytes: key, type };
  if (key.length !== 2 * WORD_BYTES) return null;
  const word = BigInt(`0x${key}`);
  return fitsType(type, word) ? { kind: "key", word, bytes: key, type } : null;
}
