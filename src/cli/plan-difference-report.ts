import type { PlanDifference } from "../plan/differences.ts";
import { printable } from "../support/text.ts";

export interface ComparedPlan {
  readonly plan: "asked" | "national" | "planetary";
  readonly differences: readonly PlanDifference[];
}

/** Differences for people: a heading for each plan and part, one line each, what was before what is. */
export function formatPlanDifferences(plans: readonly ComparedPlan[]): string {
  const lines = plans.flatMap(({ plan, differences }) => {
    const parts = [...new Set(differences.map(({ part }) => part))];
    const shown = parts.flatMap((part) => partLines(differences.filter((found) => found.part === part)));
    return plan === "asked" || shown.length === 0 ? shown : [`The ${plan} layer's plan:`, ...shown];
  });
  const count = plans.reduce((sum, { differences }) => sum + differences.length, 0);
  const things = count === 1 ? "thing" : "things";
  const end = count === 0 ? "The plans mean the same." : `The plans differ in ${count} ${things}.`;
  return `${[...lines, end].map(printable).join("\n")}\n`;
}

function partLines(differences: readonly PlanDifference[]): string[] {
  return [differences[0]?.part ?? "", ...differences.map(differenceLine)];
}

function differenceLine({ what, kind, before, after }: PlanDifference): string {
  const name = what === "" ? "" : `${what}  `;
  if (kind === "added") return `  + ${name}${valueText(after)}`;
  if (kind === "removed") return `  - ${name}${valueText(before)}`;
  return `  ~ ${name}${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: PlanDifference["before"]): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueText).join(", ");
  const told = Object.entries(value).filter(
    ([key, inner]) => !["id", "handle"].includes(key) && inner !== null,
  );
  return told.map(([key, inner]) => `${key} ${valueText(inner)}`).join(", ");
}
