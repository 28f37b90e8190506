import { OmniError } from "../errors/error.ts";
import { SIMULATE } from "../errors/simulate-errors.ts";
import { formatAmount, parseAmount } from "../support/amount.ts";
import { nearest } from "../support/nearest.ts";
import { PARAMETERS, type Parameter } from "./parameters.ts";
import type { Point } from "./point.ts";

const MOST_STEPS = 1_000_000;

/** A parameter with the values that it takes, in WAD. */
export type Axis = { readonly name: string } & (
  | { readonly kind: "range"; readonly fromWad: bigint; readonly toWad: bigint; readonly steps: number }
  | { readonly kind: "list"; readonly valuesWad: readonly bigint[] }
);

/**
 * Reads what is to be varied.
 *
 * @param text attacker-controlled, such as `temperature=0.2:0.4:16` or `kappa=0.01,0.02`
 * @param base the point at which the bounds hold
 * @throws OMNI2601, OMNI2602 if it is none
 */
export function parseAxis(text: string, base: Point): Axis {
  const refuse = (problem: string) => new OmniError(SIMULATE.AXIS_REFUSED, { axis: text, problem });
  const [name = "", values, ...more] = text.split("=");
  const parameter = parameterOf(name);
  if (values === undefined || values === "" || more.length > 0) throw refuse("names no values");
  const axis = values.includes(":") ? rangeOf(values, name, refuse) : listOf(values, name, refuse);
  const [least, most] = parameter.bounds(base);
  const outside = endsOf(axis).some((value) => value < least || value > most);
  if (outside) throw refuse(`leaves what it can be, ${formatAmount(least)} to ${formatAmount(most)}`);
  return axis;
}

/** @throws OMNI2601 if there is no parameter of that name */
export function parameterOf(name: string): Parameter {
  const parameter = PARAMETERS.find((each) => each.name === name);
  if (parameter) return parameter;
  const choices = PARAMETERS.map((each) => each.name);
  throw new OmniError(SIMULATE.PARAMETER_UNKNOWN, { given: name, choices, near: nearest(name, choices) });
}

type Refuse = (problem: string) => OmniError;

function rangeOf(text: string, name: string, refuse: Refuse): Axis {
  const [from = "", to = "", steps = "", ...more] = text.split(":");
  if (more.length > 0) throw refuse("has more than FROM:TO:STEPS");
  if (!/^[1-9]\d{0,6}$/.test(steps) || Number(steps) < 2 || Number(steps) > MOST_STEPS)
    throw refuse(`has no whole number of steps from 2 to ${MOST_STEPS}`);
  const [fromWad, toWad] = [decimal(from, refuse), decimal(to, refuse)];
  if (fromWad >= toWad) throw refuse("does not begin below its end");
  return { kind: "range", name, fromWad, toWad, steps: Number(steps) };
}

function listOf(text: string, name: string, refuse: Refuse): Axis {
  return { kind: "list", name, valuesWad: text.split(",").map((each) => decimal(each, refuse)) };
}

function decimal(text: string, refuse: Refuse): bigint {
  const parsed = parseAmount(text);
  if (!parsed.ok) throw refuse(`has a value that ${parsed.reason}`);
  return parsed.wei;
}

function endsOf(axis: Axis): readonly bigint[] {
  return axis.kind === "list" ? axis.valuesWad : [axis.fromWad, axis.toWad];
}

/** How many values a grid takes of it. */
export function stepsOf(axis: Axis): number {
  return axis.kind === "list" ? axis.valuesWad.length : axis.steps;
}

/** The value at a step of a grid, rounded down between the ends. */
export function valueAtStep(axis: Axis, step: number): bigint {
  if (axis.kind === "list") return axis.valuesWad[step] as bigint;
  const { fromWad, toWad, steps } = axis;
  return fromWad + ((toWad - fromWad) * BigInt(step)) / BigInt(steps - 1);
}

/** The value at a part of the way through the axis. @param part from 0, below `whole` */
export function valueAtPart(axis: Axis, part: bigint, whole: bigint): bigint {
  if (axis.kind === "list")
    return axis.valuesWad[Number((part * BigInt(axis.valuesWad.length)) / whole)] as bigint;
  return axis.fromWad + ((axis.toWad - axis.fromWad) * part) / whole;
}
