import type { contractType } from "../../system/contract-artefacts.ts";
import { type Unit, unitOf } from "./quantities.ts";

/** What an ABI tells of a value. */
export type ParamType = ReturnType<typeof contractType>["abi"]["deploy"]["inputs"][number];

export type Kind = "whole" | "truth" | "account" | "bytes" | "text" | "list";

/** What is known of a value by what takes or gives it. */
export interface Fit {
  /** `null` where nothing tells. */
  readonly kind: Kind | null;
  /** Of the ABI; empty where nothing tells. */
  readonly type: string;
  /** What it counts; `null` where nothing tells. */
  readonly unit: Unit | null;
  /** How many entries a list has; `null` where it may have any number. */
  readonly entries: number | null;
  /** Of a list: what is in it, for people. */
  readonly says: string;
  /** The names of its parts, as far as they have any. */
  readonly names: readonly string[];
  /** The same of an entry of a list, or of a field of a struct. */
  readonly inner: (index: number) => Fit;
}

/** Nothing is known. */
export const LOOSE: Fit = {
  kind: null,
  type: "",
  unit: null,
  entries: null,
  says: "",
  names: [],
  inner: () => LOOSE,
};

/** How many entries a list has. */
const LENGTH: Fit = { ...LOOSE, kind: "whole", type: "uint256" };

/** A number that counts this, in no call of its own. */
export function countedIn(unit: Unit): Fit {
  return { ...LOOSE, kind: "whole", unit };
}

/** Whether a value of this kind fits, as far as anything tells. */
export function isOf({ kind }: Fit, wanted: Kind): boolean {
  return kind === null || kind === wanted;
}

/** @param name of what has none of its own, such as a view's answer. */
export function fitOf(type: ParamType, name = ""): Fit {
  const own = type.name || name;
  const { components, arrayChildren, arrayLength } = type;
  if (components && !arrayChildren) return fitOfAll(components, own);
  return {
    kind: kindOf(type.type),
    type: type.type,
    unit: unitOf(own),
    entries: arrayLength === null || arrayLength === -1 ? null : arrayLength,
    says: arrayChildren?.type ?? "",
    names: [],
    inner: () => (arrayChildren ? fitOf(arrayChildren, own) : LOOSE),
  };
}

/** Of several values in their order, such as a function's arguments or a struct's fields. */
export function fitOfAll(types: readonly ParamType[], name = ""): Fit {
  return {
    kind: "list",
    type: "tuple",
    unit: null,
    entries: types.length,
    says: types.map((type) => type.name || type.type).join(", "),
    names: types.map((type) => type.name),
    inner: (index) => {
      const type = types[index];
      return type === undefined ? LOOSE : fitOf(type, name);
    },
  };
}

function kindOf(type: string): Kind | null {
  if (type.endsWith("]")) return "list";
  if (/^u?int\d*$/.test(type)) return "whole";
  if (/^bytes\d*$/.test(type)) return "bytes";
  return ({ bool: "truth", address: "account", string: "text" }[type] as Kind | undefined) ?? null;
}

/** @returns a part, by names or places with dots between; `null` if there is no such part */
export function partOfFit(whole: Fit, part: string): Fit | null {
  const steps = part === "" ? [] : part.split(".");
  return steps.reduce<Fit | null>((fit, step) => fit && stepInto(fit, step), whole);
}

function stepInto({ kind, type, entries, names, inner }: Fit, step: string): Fit | null {
  if (kind !== "list") return null;
  if (step === "length" && type !== "tuple") return LENGTH;
  const named = step === "" ? -1 : names.indexOf(step);
  if (named !== -1) return inner(named);
  const isPlace = /^\d{1,6}$/.test(step) && (entries === null || Number(step) < entries);
  return isPlace ? inner(Number(step)) : null;
}
