import type { Sample } from "../model/sweep-sample.ts";
import { sha256OfText } from "../support/digest.ts";
import { type Axis, parameterOf, stepsOf, valueAtPart, valueAtStep } from "./axis.ts";
import { drawsOf } from "./draw.ts";
import type { Point } from "./point.ts";

/** How the points of a sweep lie, for reports. */
export const SAMPLE_FORMULAS: Readonly<Record<Sample, string>> = {
  grid: "every step of every axis with every other; the last axis turns fastest",
  latin:
    "each axis in as many equal parts as there are points, each part once, in a drawn order, at a drawn place inside of it",
  "monte-carlo": "every axis at a drawn place",
};

/** All that a sweep computes follows from this. */
export interface Sweep {
  readonly base: Point;
  readonly axes: readonly Axis[];
  readonly sample: Sample;
  readonly points: number;
  readonly seeds: number;
  readonly seed: string;
}

/** Draws are below this. */
const FINE = 2 ** 24;

/** One point with one seed. */
export interface Run {
  /** From 0: seeds turn faster than points. */
  readonly run: number;
  readonly valuesWad: readonly bigint[];
  readonly point: Point;
  /** The same for each point, so that points differ by what was varied. */
  readonly seed: string;
}

export function runsOf({ points, seeds }: Pick<Sweep, "points" | "seeds">): number {
  return points * seeds;
}

/** How many points a grid has. */
export function gridPoints(axes: readonly Axis[]): bigint {
  return axes.reduce((product, axis) => product * BigInt(stepsOf(axis)), 1n);
}

/** @returns what gives any run of the sweep, in whichever order they are asked for */
export function runReader(sweep: Sweep): (run: number) => Run {
  const valuesAt = valueReader(sweep);
  return (run) => {
    const valuesWad = valuesAt(Math.floor(run / sweep.seeds));
    const point = sweep.axes.reduce(
      (changed, { name }, index) => parameterOf(name).set(changed, valuesWad[index] as bigint),
      sweep.base,
    );
    return { run, valuesWad, point, seed: `${sweep.seed}\n${run % sweep.seeds}` };
  };
}

function valueReader(sweep: Sweep): (point: number) => bigint[] {
  if (sweep.sample === "grid") return (point) => gridValues(sweep.axes, point);
  const whole = BigInt(sweep.points) * BigInt(FINE);
  if (sweep.sample === "latin") {
    const orders = sweep.axes.map(({ name }) => drawnOrder(sweep, name));
    return (point) =>
      sweep.axes.map((axis, index) => {
        const stratum = BigInt((orders[index] as Uint32Array)[point] as number);
        return valueAtPart(axis, stratum * BigInt(FINE) + place(sweep, axis.name, point), whole);
      });
  }
  return (point) => sweep.axes.map((axis) => valueAtPart(axis, place(sweep, axis.name, point), BigInt(FINE)));
}

function gridValues(axes: readonly Axis[], point: number): bigint[] {
  const values: bigint[] = [];
  let left = point;
  for (const axis of axes.toReversed()) {
    const steps = stepsOf(axis);
    values.unshift(valueAtStep(axis, left % steps));
    left = Math.floor(left / steps);
  }
  return values;
}

function place({ seed }: Sweep, axis: string, point: number): bigint {
  return BigInt(drawsOf(digestOf("place", seed, axis, String(point)))(FINE));
}

/** Every number below the count of points once (Fisher–Yates). */
function drawnOrder({ points, seed }: Sweep, axis: string): Uint32Array {
  const order = Uint32Array.from({ length: points }, (_, index) => index);
  const draws = drawsOf(digestOf("order", seed, axis));
  for (let index = points - 1; index > 0; index--) {
    const other = draws(index + 1);
    [order[index], order[other]] = [order[other] as number, order[index] as number];
  }
  return order;
}

function digestOf(...sources: readonly string[]): string {
  return sha256OfText(["omnisovereign/simulate/1", ...sources].join("\n"));
}
