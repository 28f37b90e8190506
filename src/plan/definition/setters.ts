import type { DrillValue } from "../../model/drill-definition.ts";
import { governedSetter } from "../../model/governed-setters.ts";
import { contractType } from "../../system/contract-artefacts.ts";
import { readArgument } from "./checks.ts";
import { isQuantity } from "./quantities.ts";
import type { Scope } from "./scope.ts";
import { fitOf, type ParamType, readValue } from "./values.ts";

/**
 * Reads the arguments of a governed function, in their order; a struct is a list in the order of its fields.
 *
 * @param setter as the step names it; of one that there is not, arguments are read as they stand.
 * @returns `undefined` if something is wrong, which has been told
 */
export function readSetterArguments(json: unknown, setter: unknown, scope: Scope): DrillValue | undefined {
  const known = governedSetter(String(setter));
  const fragment = known && contractType(known.artifact).abi.getFunction(known.function);
  return fragment ? readEach(json, fragment.inputs, scope) : readValue(json, scope);
}

function readEach(json: unknown, types: readonly ParamType[], scope: Scope): DrillValue | undefined {
  if (!Array.isArray(json) || json.length !== types.length) {
    scope.wrong(json, `a list of ${types.map(({ name, type }) => name || type).join(", ")}`);
    return undefined;
  }
  const read = json.map((item, index) => readFitting(item, types[index] as ParamType, scope.at(index)));
  return read.every((value) => value !== undefined) ? read : undefined;
}

function readFitting(json: unknown, type: ParamType, scope: Scope): DrillValue | undefined {
  if (isQuantity(json)) return readArgument(json, type, scope);
  if (isTagged(json)) return readValue(json, scope, fitOf(type));
  if (type.components) return readEach(json, type.components, scope);
  const { arrayChildren } = type;
  if (!arrayChildren) return readArgument(json, type, scope);
  if (Array.isArray(json))
    return readEach(
      json,
      json.map(() => arrayChildren),
      scope,
    );
  scope.wrong(json, `a list of ${arrayChildren.type}`);
  return undefined;
}

/** A value that stands for another one, such as what was remembered. */
function isTagged(json: unknown): boolean {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
