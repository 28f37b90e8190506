import type { ReportedEpoch } from "../model/planet-report.ts";
import { tokens } from "../support/figures.ts";
import { printable } from "../support/text.ts";
import { axisNumber, drawChart, plotted } from "./chart.ts";

const SERIES = [
  ["Free energy", "freeWei"],
  ["Budget", "budgetWei"],
  ["Paid", "paidWei"],
  ["To the treasury", "remainderWei"],
] as const;

/** What each reward epoch had and what it paid; epochs of nothing have no bar. */
export function epochsChart(epochs: readonly ReportedEpoch[], currency: string): string {
  const told = epochs.map((epoch) => {
    const parts = SERIES.map(([name, field]) => `${name} ${tokens(epoch[field])}`);
    return `Epoch ${epoch.epoch}: ${parts.join(", ")}.`;
  });
  return drawChart({
    title: `Epochs: energy and payouts (${currency})`,
    description: told.join(" "),
    height: 110 + Math.max(1, epochs.length) * 72,
    option: {
      grid: { left: 70, right: 40, top: 64, bottom: 34 },
      xAxis: { type: "value", splitNumber: 3, axisLabel: { formatter: axisNumber, fontSize: 11 } },
      yAxis: {
        type: "category",
        inverse: true,
        data: epochs.map(({ epoch }) => printable(`epoch ${epoch}`)),
        axisLabel: { fontSize: 11, interval: 0 },
      },
      series: SERIES.map(([name, field]) => ({
        name,
        type: "bar",
        silent: true,
        barWidth: 12,
        data: epochs.map((epoch) => plotted(epoch[field])),
      })),
    },
  });
}
