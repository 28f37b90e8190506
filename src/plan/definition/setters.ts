import type { DrillValue } from "../../model/drill-definition.ts";
import { governedSetter } from "../../model/governed-setters.ts";
import { contractType } from "../../system/contract-artefacts.ts";
import { fitOfAll } from "./fit.ts";
import type { Scope } from "./scope.ts";
import { readValue } from "./values.ts";

/**
 * Reads the arguments of a governed function, in their order; a struct is a list in the order of its fields.
 *
 * @param setter as the step names it; of one that there is not, arguments are read as they stand.
 * @returns `undefined` if something is wrong, which has been told
 */
export function readSetterArguments(json: unknown, setter: unknown, scope: Scope): DrillValue | undefined {
  const known = governedSetter(String(setter));
  const fragment = known && contractType(known.artifact).abi.getFunction(known.function);
  return fragment ? readValue(json, scope, fitOfAll(fragment.inputs)) : readValue(json, scope);
}
