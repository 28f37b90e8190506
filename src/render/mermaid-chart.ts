import { WAD } from "../model/units.ts";
import { mermaidLabel } from "./mermaid.ts";

/** A value with its place on an axis or in a pie. */
export interface Point {
  readonly label: string;
  readonly valueWad: bigint;
}

/** A line over labelled places. All lines of a chart share them. */
export interface Series {
  readonly kind: "line" | "bar";
  readonly values: readonly bigint[];
}

/** Decimals that a chart shows. */
const DIGITS = 4n;

/** @returns a Mermaid chart with one axis of labels and one of WAD values */
export function mermaidChart(options: {
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
}): string {
  const { title, unit, labels, series } = options;
  return [
    "xychart-beta",
    `  title ${mermaidLabel(title)}`,
    `  x-axis [${labels.map((label) => mermaidLabel(label)).join(", ")}]`,
    `  y-axis ${mermaidLabel(unit)}`,
    ...series.map(({ kind, values }) => `  ${kind} [${values.map(chartNumber).join(", ")}]`),
    "",
  ].join("\n");
}

/** @returns a Mermaid pie; parts of nothing are left out, since Mermaid refuses them */
export function mermaidPie(title: string, points: readonly Point[]): string {
  const parts = points.filter(({ valueWad }) => valueWad >= WAD / 10n ** DIGITS);
  return [
    `pie showData title ${mermaidLabel(title).slice(1, -1)}`,
    ...parts.map(({ label, valueWad }) => `  ${mermaidLabel(label)} : ${chartNumber(valueWad)}`),
    "",
  ].join("\n");
}

/** A WAD value as a decimal with four places, rounded toward zero. */
export function chartNumber(valueWad: bigint): string {
  const magnitude = valueWad < 0n ? -valueWad : valueWad;
  const scaled = magnitude / (WAD / 10n ** DIGITS);
  const fraction = (scaled % 10n ** DIGITS).toString().padStart(Number(DIGITS), "0");
  const sign = valueWad < 0n && scaled > 0n ? "-" : "";
  return `${sign}${scaled / 10n ** DIGITS}.${fraction}`;
}
