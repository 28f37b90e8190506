import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { WAD } from "../model/units.ts";
import { grouped } from "../support/figures.ts";
import { printable } from "../support/text.ts";
import { html } from "./html.ts";

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** Pixels: as wide as a telephone, so that nothing is scaled down there. */
const WIDTH = 390;

/** Apart by lightness as well as by hue. */
const COLOURS = ["#175cd3", "#f79009", "#7a5af8", "#12b76a", "#98a2b3", "#b42318", "#53b1fd", "#344054"];

/** Numbers from the first on are labelled in the second, where that leaves one decimal at most. */
const SCALES = [
  { from: 1_000_000, unit: 1_000_000, word: "M" },
  { from: 10_000, unit: 1_000, word: "k" },
] as const;

/** What the colours stand for. Gaps are wide: a reader's letters may be wider than those that ECharts has measured. */
export const LEGEND = {
  left: 8,
  top: 28,
  icon: "roundRect",
  itemWidth: 12,
  itemHeight: 10,
  itemGap: 16,
  selectedMode: false,
} as const;

export interface Chart {
  readonly title: string;
  /** Everything that it shows, for whoever does not see it; may be long. */
  readonly description: string;
  /** Pixels. */
  readonly height: number;
  /** In the words of Apache ECharts, without what all charts share. Texts are attacker-controlled. */
  readonly option: EChartsCoreOption;
}

/**
 * Draws a chart as a whole SVG document. ECharts measures text by a table of its own where there is no page, and computes in
 * doubles, which the runtime does by software wherever IEEE 754 leaves a choice: the same chart is the same text everywhere.
 */
export function drawChart({ title, description, height, option }: Chart): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    color: COLOURS,
    title: { text: printable(title), left: 8, top: 6, textStyle: { fontSize: 14 } },
    legend: LEGEND,
    ...option,
  });
  const drawn = chart.renderToSVGString();
  chart.dispose();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${html(title)}</title>`,
    `<desc id="description">${html(description)}</desc>`,
    ...stillPicture(drawn),
    "</svg>",
    "",
  ].join("\n");
}

/** Without the root, and without what only a pointer needs. Names count the charts that a process has drawn: here each is its first. */
function stillPicture(drawn: string): readonly string[] {
  return drawn
    .replace(/<style\b[^>]*>[\s\S]*?<\/style>/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^<\/?svg\b/.test(line))
    .map((line) => line.replace(/ class="zr\d+-cls-\d+"/g, "").replace(/ pointer-events="\w+"/g, ""))
    .map((line) => line.replace(/\bzr\d+-(?=c\d)/g, "zr0-"));
}

/** An 18-decimal integer as a number to draw, in hundredths at the finest: no text is made of it. */
export function plotted(wad: bigint, decimals = 2): number {
  const scale = 10n ** BigInt(decimals);
  return Number((wad * scale) / WAD) / Number(scale);
}

/** Labels of an axis of numbers, without regard to where the machine stands: short, so that they stand apart on a telephone. */
export function axisNumber(value: number): string {
  if (!Number.isInteger(value)) return String(value);
  const scale = SCALES.find(({ from, unit }) => Math.abs(value) >= from && value % (unit / 10) === 0);
  return scale === undefined ? grouped(value) : `${value / scale.unit} ${scale.word}`;
}
