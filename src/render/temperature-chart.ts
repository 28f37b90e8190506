import type { ThermodynamicReport } from "../model/thermodynamics.ts";
import { decimal } from "../support/figures.ts";
import { axisNumber, drawChart, LEGEND, plotted } from "./chart.ts";

/** Decimals to which temperatures are drawn. */
const DECIMALS = 6;

/** The temperature's course by block, a step a change, beside its reference and the bounds that it stays in. */
export function temperatureChart({
  temperature: { measured, history },
  applied,
}: ThermodynamicReport): string {
  const first = history.at(0)?.beforeWad ?? applied.before.temperatureWad;
  const steps = [
    { block: 0, wad: first },
    ...history.map(({ block, afterWad }) => ({ block, wad: afterWad })),
    { block: applied.block, wad: applied.after.temperatureWad },
  ];
  const level = (name: string, wad: bigint) => ({
    name,
    type: "line",
    silent: true,
    showSymbol: false,
    clip: false,
    lineStyle: { type: "dashed", width: 1 },
    data: [0, applied.block].map((block) => [block, plotted(wad, DECIMALS)]),
  });
  const { minWad, referenceWad, emergencyWad } = measured;
  return drawChart({
    title: "Temperature on chain",
    description: [
      `Reference ${decimal(referenceWad)}, emergency ${decimal(emergencyWad)}, lower bound ${decimal(minWad)}.`,
      ...steps.map(({ block, wad }) => `From block ${block}: ${decimal(wad)}.`),
    ].join(" "),
    height: 300,
    option: {
      legend: { ...LEGEND, itemGap: 12 },
      grid: { left: 48, right: 20, top: 64, bottom: 46 },
      xAxis: {
        type: "value",
        name: "block",
        nameLocation: "middle",
        nameGap: 24,
        splitNumber: 4,
        axisLabel: { formatter: axisNumber, fontSize: 11 },
      },
      yAxis: {
        type: "value",
        scale: true,
        splitNumber: 4,
        axisLabel: { formatter: axisNumber, fontSize: 11 },
      },
      series: [
        {
          name: "temperature",
          type: "line",
          step: "end",
          silent: true,
          clip: false,
          symbol: "circle",
          symbolSize: 5,
          data: steps.map(({ block, wad }) => [block, plotted(wad, DECIMALS)]),
        },
        level("reference", referenceWad),
        level("emergency", emergencyWad),
        level("lower bound", minWad),
      ],
    },
  });
}
