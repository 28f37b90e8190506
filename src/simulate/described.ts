import { max, min } from "../economics/fixed-point.ts";
import { formatAmount, parseAmount } from "../support/amount.ts";
import { BACKLOG_FORMULA } from "./backlog.ts";
import { DRAW_FORMULA } from "./draw.ts";
import type { ToldAxis } from "./effects.ts";
import { WORK_FORMULAS } from "./epoch-work.ts";
import { PARAMETERS } from "./parameters.ts";
import { READING_FORMULAS } from "./play.ts";
import { SAMPLE_FORMULAS, type Sweep } from "./sweep.ts";

const FORMAT = "omnisovereign-sweep/1";

/** What a sweep is, as `sweep.json` says it: equal texts are equal sweeps. @param plans SHA-256 of the mission's plan files */
export function describeSweep(
  { base, axes, sample, points, seeds, seed }: Sweep,
  plans: Readonly<Record<string, string>>,
) {
  return {
    format: FORMAT,
    simulated: true,
    plans,
    sample,
    points,
    seeds,
    epochs: base.epochs,
    seed,
    axes: axes.map((axis) =>
      axis.kind === "list"
        ? { name: axis.name, values: axis.valuesWad.map(formatAmount) }
        : {
            name: axis.name,
            from: formatAmount(axis.fromWad),
            to: formatAmount(axis.toWad),
            steps: axis.steps,
          },
    ),
    base,
    formulas: {
      draws: DRAW_FORMULA,
      points: SAMPLE_FORMULAS[sample],
      work: WORK_FORMULAS,
      readings: READING_FORMULAS,
      backlog: BACKLOG_FORMULA,
    },
  };
}

/** What is needed of a description to tell of its runs. */
export interface ToldSweep {
  readonly axes: readonly ToldAxis[];
  readonly referenceWad: bigint;
}

/** @param text attacker-controlled. @returns null if it describes no sweep */
export function parseDescription(text: string): ToldSweep | null {
  try {
    const told = JSON.parse(text) as { readonly [Key: string]: unknown };
    const { referenceWad } = told.base as { readonly referenceWad: string };
    const axes = (told.axes as readonly Readonly<Record<string, unknown>>[]).map(toldAxis);
    return told.format === FORMAT ? { axes, referenceWad: BigInt(referenceWad) } : null;
  } catch {
    return null;
  }
}

/** @throws TypeError if it is none */
function toldAxis({ name, from, to, steps, values }: Readonly<Record<string, unknown>>): ToldAxis {
  if (!PARAMETERS.some((each) => each.name === name)) throw new TypeError("no parameter");
  const list = Array.isArray(values) ? values.map(wad) : [wad(from), wad(to)];
  const count = Array.isArray(values) ? values.length : steps;
  if (!Number.isSafeInteger(count) || list.length === 0) throw new TypeError("no steps");
  const first = list[0] as bigint;
  return {
    name: name as string,
    fromWad: list.reduce(min, first),
    toWad: list.reduce(max, first),
    steps: count as number,
  };
}

function wad(text: unknown): bigint {
  const parsed = parseAmount(String(text));
  if (!parsed.ok) throw new TypeError(parsed.reason);
  return parsed.wei;
}
