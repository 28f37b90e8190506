import { decimal } from "../support/figures.ts";
import { axisNumber, drawChart, plotted } from "./chart.ts";

/** Decimals to which parameters and answers are drawn. */
const DECIMALS = 6;

/** The mean of an answer along what was varied, WAD both. */
export interface SweepLine {
  readonly axis: string;
  readonly answer: string;
  readonly points: readonly { readonly atWad: bigint; readonly meanWad: bigint }[];
}

/** One answer of a sweep against one parameter. */
export function sweepChart({ axis, answer, points }: SweepLine): string {
  return drawChart({
    title: answer.charAt(0).toUpperCase() + answer.slice(1),
    description: points
      .map(({ atWad, meanWad }) => `At ${axis} ${decimal(atWad)}: ${decimal(meanWad)}.`)
      .join(" "),
    height: 260,
    option: {
      grid: { left: 70, right: 24, top: 44, bottom: 46 },
      xAxis: { ...valueAxis, scale: true, name: axis, nameLocation: "middle", nameGap: 26 },
      yAxis: valueAxis,
      series: [
        {
          type: "line",
          silent: true,
          symbolSize: 6,
          data: points.map(({ atWad, meanWad }) => [plotted(atWad, DECIMALS), plotted(meanWad, DECIMALS)]),
        },
      ],
    },
  });
}

const valueAxis = {
  type: "value",
  splitNumber: 4,
  axisLabel: { formatter: axisNumber, fontSize: 11 },
};
