import { DRILL_ACTIONS, type DrillParameter } from "../../../model/drill-actions.ts";
import type { DrillMove, DrillStep, DrillValue, Quantity } from "../../../model/drill-definition.ts";
import { roleWords } from "../../../model/enums.ts";
import type { GovernedSetter } from "../../../model/governed-setters.ts";
import { setterOf } from "../../../records/drills/own/called.ts";
import { formatAmount } from "../../../support/amount.ts";
import { duration } from "../../../support/figures.ts";

/** Whole numbers that count in a scale of 18 decimals, most likely. */
const LARGE = /^\d{15,78}$/;

/** The steps among moves, in words. */
export function stepsInWords(moves: readonly DrillMove[]): string {
  const steps = moves.filter((move) => move.kind === "step");
  return steps
    .map((step) => (step.refused === null ? stepWords(step) : `${stepWords(step)}, to be refused`))
    .join("; ");
}

/** A step in words: who does what, with what. */
export function stepWords(step: DrillStep): string {
  const setter = setterOf(step);
  if (setter !== null) return settingWords(step, setter);
  const { parameters = {} } = DRILL_ACTIONS[step.action] ?? {};
  const given = Object.entries(step.with).map(
    ([name, value]) => `${name} ${valueWords(value, parameters[name])}`,
  );
  const who = step.as === "" ? [] : [step.as];
  const timing = step.timing === "after its delay" ? [] : [`(${step.timing})`];
  const what = given.length === 0 ? [] : [`with ${given.join(", ")}`];
  return [...who, step.action, ...timing, ...what].join(" ");
}

/** Who sets what to what. */
function settingWords(step: DrillStep, { contract, function: name }: GovernedSetter): string {
  const given = Array.isArray(step.with.to) ? (step.with.to as readonly DrillValue[]) : [];
  const to = `${contract}.${name} to ${given.map((value) => valueWords(value, "arguments")).join(", ")}`;
  if (step.action === "decide")
    return `the council decides ${step.with.votes === "against" ? "against" : "for"} setting ${to}`;
  const timing = step.timing === "after its delay" ? "" : ` (${step.timing})`;
  return `${step.as} sets${timing} ${to}`;
}

export function valueWords(value: DrillValue, kind?: DrillParameter): string {
  if (typeof value === "string") return textWords(value, kind);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => valueWords(item, kind)).join(" ")}]`;
  const tagged = value as Exclude<DrillValue, string | boolean | readonly DrillValue[]>;
  if ("role" in tagged) return tagged.role;
  if ("digestOf" in tagged) return `the digest of "${tagged.digestOf}"`;
  if ("counted" in tagged) return tagged.said;
  const { remembered, plus } = tagged;
  if (typeof plus === "object") return `${remembered} ${addedWords(plus)}`;
  if (typeof plus === "string") return `${remembered} + ${plus}`;
  const more = textWords((plus < 0n ? -plus : plus).toString(), kind);
  return plus === 0n ? remembered : `${remembered} ${plus < 0n ? "-" : "+"} ${more}`;
}

function addedWords({ counted, said }: Quantity): string {
  return `${counted.startsWith("-") ? "-" : "+"} ${said.replace(/^(-|minus )/, "")}`;
}

function textWords(text: string, kind: DrillParameter | undefined): string {
  switch (kind) {
    case "tokens":
      return `${formatAmount(BigInt(text))} tokens`;
    case "decimal":
    case "reading":
      return formatAmount(BigInt(text));
    case "arguments":
      return LARGE.test(text) ? `${formatAmount(BigInt(text))}e18` : text;
    case "seconds":
      return duration(text);
    case "identity role":
    case "identity roles":
      return roleWords(BigInt(text));
    default:
      return text;
  }
}
