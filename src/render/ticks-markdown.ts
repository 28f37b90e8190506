import type { LayerCourse, ReportedTick, ThermodynamicReport } from "../model/thermodynamics.ts";
import { decimal, duration } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { figure } from "./layer-markdown.ts";
import { heading, type Markdown, table, text } from "./markdown.ts";

/** How the thermostat ticked while jobs ran: by which readings, and what came of each. */
export function tickSection({ courses }: Pick<ThermodynamicReport, "courses">): string[] {
  const ticking = courses.filter(({ ticks }) => ticks.length > 0);
  if (ticking.length === 0) return [];
  return [
    heading(2, "Ticks of the thermostat"),
    "While jobs run, the oracle's signers attest what their course comes to, and the controller answers. How each reading is measured stands among the definitions; above, bars show what each adds to the error.\n",
    ...ticking.flatMap((course) => [
      heading(3, `Ticks, ${course.layer}`),
      `${courseText(course)}\n`,
      tickTable(course),
    ]),
  ];
}

function courseText({ intervalSeconds, ticks, supplied }: LayerCourse): string {
  const from = ticks[0]?.beforeWad ?? 0n;
  const courses = ticks.map(({ afterWad }) => afterWad);
  const [least, most] = [courses.reduce(lower, from), courses.reduce(higher, from)];
  const whose =
    supplied === 0
      ? "All of their readings are the chain's own."
      : `The readings of ${counted(supplied, "tick")} were supplied and are simulated; all others are the chain's own.`;
  return `${counted(ticks.length, "tick")}, ${duration(intervalSeconds)} apart: from ${decimal(from)} the temperature went as low as ${decimal(least)} and as high as ${decimal(most)}, and ended at ${decimal(courses.at(-1) ?? from)}. ${whose}`;
}

function tickTable({ ticks }: LayerCourse): string {
  return table(
    [
      { title: "Tick", align: "right" },
      { title: "Block", align: "right" },
      { title: "Emission", align: "right" },
      { title: "Backlog", align: "right" },
      { title: "Lateness", align: "right" },
      { title: "Error", align: "right" },
      { title: "Output", align: "right" },
      { title: "Temperature", align: "right" },
      { title: "Mostly by" },
    ],
    ticks.map((tick) => [
      text(`${tick.tick}`),
      text(`${tick.block}`),
      ...tick.readings.map(({ readingWad }) => figure(readingWad)),
      figure(tick.errorWad),
      figure(tick.outputWad),
      figure(tick.afterWad),
      causeText(tick),
    ]),
  );
}

function causeText({ cause, source }: ReportedTick): Markdown {
  return text(`${cause ?? "nothing"}${source === "supplied" ? " (supplied)" : ""}`);
}

function lower(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function higher(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
