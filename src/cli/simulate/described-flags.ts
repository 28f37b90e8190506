import { OmniError } from "../../errors/error.ts";
import { SIMULATE } from "../../errors/simulate-errors.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Sample } from "../../model/sweep-sample.ts";
import { type Axis, parseAxis } from "../../simulate/axis.ts";
import { pointOfMission } from "../../simulate/plan-point.ts";
import { gridPoints, type Sweep } from "../../simulate/sweep.ts";

/** Flags of a sweep, attacker-controlled as they were typed. */
export interface SweepFlags {
  readonly vary?: readonly string[];
  readonly sample?: Sample;
  readonly points?: string;
  readonly seeds?: string;
  readonly epochs?: string;
  readonly seed?: string;
}

const MOST_RUNS = 10_000_000;
const MOST_EPOCHS = 10_000;
const EPOCHS = "12";
const POINTS = "1000";

/**
 * The sweep that flags ask for around a mission's own point.
 *
 * @throws OMNI2601–2604 if they ask for none
 */
export function sweepOf(project: Project, flags: SweepFlags): Sweep {
  const base = pointOfMission(project, wholeNumber("--epochs", flags.epochs ?? EPOCHS, MOST_EPOCHS));
  const axes = (flags.vary ?? []).map((text) => parseAxis(text, base));
  const names = axes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new OmniError(SIMULATE.AXIS_REFUSED, { axis: twice, problem: "is varied twice" });
  const sample = flags.sample ?? "grid";
  const seeds = wholeNumber("--seeds", flags.seeds ?? "1", MOST_RUNS);
  const points = pointsOf(sample, axes, flags.points);
  const runs = points * BigInt(seeds);
  if (runs > BigInt(MOST_RUNS))
    throw new OmniError(SIMULATE.TOO_MANY_RUNS, { runs: String(runs), most: MOST_RUNS });
  const seed = flags.seed ?? (project.shared ?? project.national).chain.seed;
  return { base, axes, sample, points: Number(points), seeds, seed };
}

function pointsOf(sample: Sample, axes: readonly Axis[], given: string | undefined): bigint {
  const asked = BigInt(wholeNumber("--points", given ?? POINTS, MOST_RUNS));
  if (sample !== "grid") return asked;
  const points = gridPoints(axes);
  if (given === undefined || asked === points) return points;
  const problem = `has ${points} points as a grid; --points is for the other samples`;
  throw new OmniError(SIMULATE.AXIS_REFUSED, { axis: axes.map(({ name }) => name).join(", "), problem });
}

function wholeNumber(flag: string, given: string, most: number): number {
  const number = /^[1-9]\d{0,8}$/.test(given) ? Number(given) : 0;
  if (number >= 1 && number <= most) return number;
  throw new OmniError(SIMULATE.NUMBER_REFUSED, { flag, given, least: 1, most });
}
