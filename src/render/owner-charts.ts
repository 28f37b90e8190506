import { html } from "./html.ts";

export interface Bar {
  readonly label: string;
  /** What the bar's length stands for. */
  readonly value: bigint;
  /** How the value is written. */
  readonly shown: string;
}

const WIDTH = 640;
const LABEL_WIDTH = 150;
const VALUE_WIDTH = 150;
const ROW = 28;

/** Horizontal bars as inline SVG; its colours follow the page. Lengths are whole pixels, rounded down. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const longest = bars.reduce((most, { value }) => (value > most ? value : most), 1n);
  const room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const height = bars.length * ROW + 8;
  const rows = bars.map(({ label, value, shown }, index) => {
    const y = index * ROW + 6;
    const width = Number((value * BigInt(room)) / longest);
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${y + 14}" text-anchor="end">${html(label)}</text>`,
      `<rect x="${LABEL_WIDTH}" y="${y}" width="${Math.max(1, width)}" height="20" rx="3"/>`,
      `<text x="${LABEL_WIDTH + width + 8}" y="${y + 14}">${html(shown)}</text>`,
    ].join("\n");
  });
  return `<svg role="img" aria-label="${html(title)}" viewBox="0 0 ${WIDTH} ${height}">\n<title>${html(title)}</title>\n${rows.join("\n")}</svg>`;
}
