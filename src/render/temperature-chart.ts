import type { ThermodynamicReport } from "../model/thermodynamics.ts";
import { decimal } from "../support/figures.ts";
import { axisNumber, drawChart, LEGEND, plotted } from "./chart.ts";

/** Decimals to which temperatures are drawn. */
const DECIMALS = 6;

interface Step {
  readonly block: number;
  readonly wad: bigint;
}

/** The temperature's course by block, a step a change, beside its reference and the bounds that it stays in. */
export function temperatureChart(report: ThermodynamicReport): string {
  const { minWad, referenceWad, emergencyWad } = report.temperature.measured;
  const steps = stepsOf(report);
  const last = report.applied.block;
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
        courseOf(steps),
        levelOf("reference", referenceWad, last),
        levelOf("emergency", emergencyWad, last),
        levelOf("lower bound", minWad, last),
      ],
    },
  });
}

function stepsOf({ temperature: { history }, applied }: ThermodynamicReport): readonly Step[] {
  return [
    { block: 0, wad: history.at(0)?.beforeWad ?? applied.before.temperatureWad },
    ...history.map(({ block, afterWad }) => ({ block, wad: afterWad })),
    { block: applied.block, wad: applied.after.temperatureWad },
  ];
}

function courseOf(steps: readonly Step[]): object {
  return {
    name: "temperature",
    type: "line",
    step: "end",
    silent: true,
    clip: false,
    symbol: "circle",
    symbolSize: 5,
    data: steps.map(({ block, wad }) => [block, plotted(wad, DECIMALS)]),
  };
}

function levelOf(name: string, wad: bigint, last: number): object {
  return {
    name,
    type: "line",
    silent: true,
    showSymbol: false,
    clip: false,
    lineStyle: { type: "dashed", width: 1 },
    data: [0, last].map((block) => [block, plotted(wad, DECIMALS)]),
  };
}
