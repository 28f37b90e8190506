import { formatAmount } from "../support/amount.ts";
import { BACKLOG_FORMULA } from "./backlog.ts";
import { DRAW_FORMULA } from "./draw.ts";
import { WORK_FORMULAS } from "./epoch-work.ts";
import { READING_FORMULAS } from "./play.ts";
import { SAMPLE_FORMULAS, type Sweep } from "./sweep.ts";

/** What a sweep is, as `sweep.json` says it: equal texts are equal sweeps. @param plans SHA-256 of the mission's plan files */
export function describeSweep(
  { base, axes, sample, points, seeds, seed }: Sweep,
  plans: Readonly<Record<string, string>>,
) {
  return {
    format: "omnisovereign-sweep/1",
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
