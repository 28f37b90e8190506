import { formatAmount } from "../support/amount.ts";
import { toJsonLine } from "../support/json.ts";
import type { Axis } from "./axis.ts";
import type { Outcome } from "./outcome.ts";
import type { Run } from "./sweep.ts";

/** An outcome's figures in their order; amounts and temperatures as decimals, Gini as a decimal. */
const FIGURES = [
  ...["budget", "paid", "remainder", "gini", "coldest", "hottest", "last", "lateSwing"],
  ...["epochsAtBound", "largestBacklog", "lastBacklog", "recoveryEpochs", "poorWork"],
];

function figuresOf(outcome: Outcome): readonly (string | number | null)[] {
  return [
    formatAmount(outcome.budgetWei),
    formatAmount(outcome.paidWei),
    formatAmount(outcome.remainderWei),
    formatAmount(outcome.giniWad),
    formatAmount(outcome.coldestWad),
    formatAmount(outcome.hottestWad),
    formatAmount(outcome.lastWad),
    formatAmount(outcome.lateSwingWad),
    outcome.epochsAtBound,
    outcome.largestBacklog,
    outcome.lastBacklog,
    outcome.recoveryEpochs,
    outcome.poorWork,
  ];
}

/** A line of `runs.jsonl`. */
export function runLine(axes: readonly Axis[], { run, valuesWad }: Run, outcome: Outcome): string {
  const values = axes.map(({ name }, index) => [name, formatAmount(valuesWad[index] as bigint)] as const);
  const figures = figuresOf(outcome).map((figure, index) => [FIGURES[index] as string, figure] as const);
  return toJsonLine({ run, ...Object.fromEntries(values), ...Object.fromEntries(figures) });
}

/** The first line of `runs.csv` (RFC 4180, but for ends of lines). */
export function csvHead(axes: readonly Axis[]): string {
  return `${["run", ...axes.map(({ name }) => name), ...FIGURES].join(",")}\n`;
}

/** A later one: what there is nothing to say of is empty. */
export function csvLine({ run, valuesWad }: Run, outcome: Outcome): string {
  return `${[run, ...valuesWad.map(formatAmount), ...figuresOf(outcome).map((each) => each ?? "")].join(",")}\n`;
}
