import type { Braid, BraidEntry } from "../model/braid.ts";
import { DAY_SECONDS } from "../model/units.ts";
import { printable } from "../support/text.ts";
import { axisNumber, drawChart, LEGEND } from "./chart.ts";

const ROW = 16;
const HEAD = 60;
const FOOT = 50;

/** So many jobs fit a picture that is still read; the table has all. */
const MOST_JOBS = 120;

const LAYERS = ["national", "planetary", "shared"] as const;

interface Span {
  readonly job: string;
  readonly layer: BraidEntry["layer"];
  readonly from: BraidEntry;
  /** Undefined while it is open. */
  readonly to: BraidEntry | undefined;
}

/** When each job was posted and settled, in days since the first happening. */
export function timelineChart({ entries }: Braid): string {
  const all = spansOf(entries);
  const spans = all.slice(0, MOST_JOBS);
  const left = all.length > spans.length ? ` ${all.length - spans.length} more jobs are in the table.` : "";
  return drawChart({
    title: "Jobs from posting to settlement",
    description: `${spans.map(spanText).join(" ")}${left}`,
    height: HEAD + FOOT + spans.length * ROW,
    option: {
      grid: { left: 186, right: 28, top: HEAD, bottom: FOOT },
      legend: { ...LEGEND, data: [...LAYERS] },
      xAxis: {
        type: "value",
        name: `days since ${entries.at(0)?.time.slice(0, 10) ?? "the start"}`,
        nameLocation: "middle",
        nameGap: 26,
        splitNumber: 3,
        axisLabel: { formatter: axisNumber, fontSize: 11 },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: spans.map(({ job }) => printable(job)),
        axisLabel: { fontSize: 10, width: 150, overflow: "truncate", interval: 0 },
      },
      series: seriesOf(spans, entries),
    },
  });
}

/** What has not begun yet takes room and is not seen; then a bar in the colour of the job's layer. */
function seriesOf(spans: readonly Span[], entries: readonly BraidEntry[]): object[] {
  const start = entries.at(0)?.timestamp ?? 0;
  const end = entries.at(-1)?.timestamp ?? start;
  const shared = { type: "bar", stack: "time", silent: true };
  return [
    {
      ...shared,
      barWidth: 9,
      itemStyle: { color: "transparent" },
      data: spans.map(({ from }) => days(from.timestamp - start)),
    },
    ...LAYERS.map((name) => ({
      ...shared,
      name,
      barMinHeight: 2,
      data: spans.map(({ layer, from, to }) =>
        layer === name ? days((to?.timestamp ?? end) - from.timestamp) : null,
      ),
    })),
  ];
}

/** To the tenth. */
function days(seconds: number): number {
  return Math.round((seconds * 10) / DAY_SECONDS) / 10;
}

function spansOf(entries: readonly BraidEntry[]): Span[] {
  const settled = new Map(
    entries.filter(({ kind }) => kind === "job settled").map((entry) => [entry.subject, entry]),
  );
  return entries
    .filter(({ kind }) => kind === "job posted")
    .map((from) => ({ job: from.subject, layer: from.layer, from, to: settled.get(from.subject) }));
}

function spanText({ job, from, to }: Span): string {
  const end = to === undefined ? "not settled" : `settled ${to.time.slice(0, 10)}`;
  return `${job}: posted ${from.time.slice(0, 10)}, ${end}.`;
}
