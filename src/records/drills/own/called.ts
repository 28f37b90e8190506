import { DRILL_ACTIONS } from "../../../model/drill-actions.ts";
import { executorOf } from "../../../model/drill-contracts.ts";
import type { DrillStep } from "../../../model/drill-definition.ts";
import { type GovernedSetter, governedSetter } from "../../../model/governed-setters.ts";

/** Which function a step calls, of a contract by its name in the address book; `null` of one that makes no call of its own. */
export function calledBy(step: DrillStep): { readonly contract: string; readonly function: string } | null {
  const setter = setterOf(step);
  if (setter !== null) return { contract: setter.contract, function: setter.function };
  const call = DRILL_ACTIONS[step.action]?.call ?? null;
  if (call?.contract !== "RegionalExecutor") return call;
  return { ...call, contract: executorOf(String(step.with.region)) };
}

/** What a step sets, or has the council set. */
export function setterOf({ action, with: { setter } }: DrillStep): GovernedSetter | null {
  return action === "set" || action === "decide" ? governedSetter(String(setter)) : null;
}
