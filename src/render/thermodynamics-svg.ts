import type { LayerReport, ThermodynamicReport } from "../model/thermodynamics.ts";
import { BPS } from "../model/units.ts";
import { percent } from "../support/figures.ts";
import { html } from "./html.ts";
import { chartNumber } from "./mermaid-chart.ts";

const WIDTH = 960n;
const CHART_HEIGHT = 200n;
const BAR_HEIGHT = 14n;
const ROW_HEIGHT = 44n;
const LEFT = 150n;
const RIGHT = 70n;
const TOP = 60n;
const PLANNED = "#98a2b3";
const MEASURED = "#b42318";

/** Temperature over the mission, and planned beside paid role shares of each layer. All coordinates are integers. */
export function thermodynamicsSvg(report: ThermodynamicReport): string {
  const layersTop = TOP + CHART_HEIGHT + 70n;
  const layerHeight = 4n * ROW_HEIGHT + 50n;
  const height = layersTop + BigInt(report.layers.length) * layerHeight;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="sans-serif" font-size="13">`,
    "<title>Temperature and role shares, planned and measured</title>",
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    label(20n, 30n, "Temperature on chain (line), bounds of the thermostat (axis)", 'font-size="16"'),
    ...temperatureLine(report),
    ...report.layers.flatMap((layer, index) => layerBars(layer, layersTop + BigInt(index) * layerHeight)),
    "</svg>",
    "",
  ].join("\n");
}

function temperatureLine({ temperature, applied }: ThermodynamicReport): string[] {
  const { minWad, maxWad, referenceWad } = temperature.measured;
  const places = [
    { block: 0, wad: temperature.history[0]?.beforeWad ?? applied.before.temperatureWad },
    ...temperature.history.map(({ block, afterWad }) => ({ block, wad: afterWad })),
    { block: applied.block, wad: applied.after.temperatureWad },
  ];
  const x = (block: number) =>
    LEFT + (BigInt(block) * (WIDTH - LEFT - RIGHT)) / BigInt(Math.max(1, applied.block));
  const y = (wad: bigint) => {
    const range = maxWad > minWad ? maxWad - minWad : 1n;
    return TOP + CHART_HEIGHT - ((wad - minWad) * CHART_HEIGHT) / range;
  };
  const path = places.map(({ block, wad }, index) =>
    index === 0 ? `M ${x(block)} ${y(wad)}` : `H ${x(block)} V ${y(wad)}`,
  );
  const rule = (name: string, wad: bigint) => [
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(wad)}" y2="${y(wad)}" stroke="${PLANNED}" stroke-dasharray="4 4"/>`,
    label(20n, y(wad) + 4n, `${name} ${chartNumber(wad)}`),
  ];
  return [
    ...rule("max", maxWad),
    ...rule("reference", referenceWad),
    ...rule("min", minWad),
    `<path d="${path.join(" ")}" fill="none" stroke="${MEASURED}" stroke-width="2"/>`,
    label(LEFT, TOP + CHART_HEIGHT + 24n, "block 0"),
    label(WIDTH - RIGHT - 20n, TOP + CHART_HEIGHT + 24n, `block ${applied.block}`),
  ];
}

function layerBars({ id, initiative, roles, jobs }: LayerReport, top: bigint): string[] {
  if (jobs.length === 0)
    return [label(20n, top, `${id}: ${initiative} – no job of its own`, 'font-size="16"')];
  return [
    label(20n, top, `${id}: ${initiative} – role shares, planned (grey) and paid (red)`, 'font-size="16"'),
    ...roles.flatMap(({ role, plannedBps, paidBps }, index) => {
      const y = top + 20n + BigInt(index) * ROW_HEIGHT;
      return [
        label(20n, y + BAR_HEIGHT, role),
        ...bar(y, plannedBps, PLANNED),
        ...bar(y + BAR_HEIGHT + 2n, paidBps, MEASURED),
      ];
    }),
  ];
}

function bar(y: bigint, bps: bigint, fill: string): string[] {
  const width = (bps * (WIDTH - LEFT - RIGHT)) / BPS;
  return [
    `<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR_HEIGHT}" fill="${fill}"/>`,
    label(LEFT + width + 6n, y + BAR_HEIGHT - 2n, percent(bps)),
  ];
}

function label(x: bigint, y: bigint, content: string, attributes = ""): string {
  return `<text x="${x}" y="${y}" fill="#101828"${attributes && ` ${attributes}`}>${html(content)}</text>`;
}
