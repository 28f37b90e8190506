import type { ReportedTick, ThermodynamicReport } from "../model/thermodynamics.ts";
import { decimal } from "../support/figures.ts";
import { axisNumber, drawChart, plotted } from "./chart.ts";

/** Decimals to which temperatures and errors are drawn. */
const DECIMALS = 6;

/** Pixels. */
const LEFT = 48;
const RIGHT = 20;

const READINGS = ["emission", "backlog", "lateness"] as const;

interface Step {
  readonly block: number;
  readonly wad: bigint;
}

/**
 * The temperature's course by block, a step a change, beside its reference and the bounds that it stays in; below, what each
 * tick's readings add to the controller's error.
 */
export function temperatureChart(report: ThermodynamicReport): string {
  const { minWad, referenceWad, emergencyWad } = report.temperature.measured;
  const steps = stepsOf(report);
  const ticks = report.courses.flatMap((course) => course.ticks);
  const last = report.applied.block;
  const hasTicks = ticks.length > 0;
  return drawChart({
    title: "Temperature on chain",
    description: [
      `Reference ${decimal(referenceWad)}, emergency ${decimal(emergencyWad)}, lower bound ${decimal(minWad)}.`,
      ...steps.map(({ block, wad }) => `From block ${block}: ${decimal(wad)}.`),
      ...ticks.map(tickText),
    ].join(" "),
    height: hasTicks ? 470 : 300,
    option: {
      grid: [
        {
          left: LEFT,
          right: RIGHT,
          top: hasTicks ? 86 : 64,
          ...(hasTicks ? { height: 190 } : { bottom: 46 }),
        },
        ...(hasTicks ? [{ left: LEFT, right: RIGHT, top: 322, height: 92 }] : []),
      ],
      xAxis: hasTicks ? [blocks(0, last, ""), blocks(1, last, "block")] : [blocks(0, last, "block")],
      yAxis: [values(0, ""), ...(hasTicks ? [values(1, "error by reading")] : [])],
      series: [
        courseOf(steps),
        levelOf("reference", referenceWad, last),
        levelOf("emergency", emergencyWad, last),
        levelOf("lower bound", minWad, last),
        ...(hasTicks ? READINGS.map((name) => errorsOf(name, ticks)) : []),
      ],
    },
  });
}

/** An axis that both pictures share. */
function blocks(gridIndex: number, last: number, name: string): object {
  return {
    type: "value",
    gridIndex,
    min: 0,
    max: last,
    name,
    nameLocation: "middle",
    nameGap: 24,
    splitNumber: 4,
    axisLabel: { formatter: axisNumber, fontSize: 11, showMaxLabel: false },
    axisLine: { onZero: false },
  };
}

function values(gridIndex: number, name: string): object {
  return {
    type: "value",
    gridIndex,
    name,
    nameLocation: "end",
    nameGap: 8,
    nameTextStyle: { align: "left", padding: [0, 0, 0, -LEFT + 12] },
    scale: gridIndex === 0,
    splitNumber: gridIndex === 0 ? 4 : 2,
    axisLabel: { formatter: axisNumber, fontSize: 11 },
  };
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

/** Errors of one sign are stacked on each other. */
function errorsOf(name: (typeof READINGS)[number], ticks: readonly ReportedTick[]): object {
  return {
    name,
    type: "bar",
    stack: "error",
    silent: true,
    barWidth: 3,
    xAxisIndex: 1,
    yAxisIndex: 1,
    data: ticks.map(({ block, readings }) => {
      const errorWad = readings.find((reading) => reading.name === name)?.errorWad ?? 0n;
      return [block, plotted(errorWad, DECIMALS)];
    }),
  };
}

function tickText({ block, readings, errorWad, cause }: ReportedTick): string {
  const told = readings.map(({ name, readingWad }) => `${name} ${decimal(readingWad)}`).join(", ");
  return `Tick in block ${block}: ${told}; error ${decimal(errorWad)}, mostly by ${cause ?? "nothing"}.`;
}
