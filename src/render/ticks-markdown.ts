import { receiptPath } from "../model/receipts.ts";
import type { LayerCourse, ReportedTick, ThermodynamicReport } from "../model/thermodynamics.ts";
import { decimal, duration } from "../support/figures.ts";
import { counted } from "../support/text.ts";
import { figure } from "./layer-markdown.ts";
import { fileName, type Links } from "./links.ts";
import { heading, type Markdown, table, text } from "./markdown.ts";

/** The receipt of each layer's ticks. */
const RECEIPTS = { national: "national-thermostat", planetary: "planetary-thermostat" } as const;

/** How the thermostat ticked while one layer's jobs ran, on that layer's page. */
export function layerTickSection(course: LayerCourse, links: Links): string[] {
  if (course.ticks.length === 0) return [];
  const receipt = receiptPath(RECEIPTS[course.layer]);
  return [
    heading(2, "The thermostat's course"),
    `While jobs run, the oracle's signers attest what their course comes to, and the controller answers. ${courseText(course)} How each reading is measured stands in ${links.to(receipt, fileName(receipt))}.\n`,
    tickTable(course),
  ];
}

/** Ticks that are not what readings and controller foretell. */
export function tickFaults({ ticks }: LayerCourse): string[] {
  return ticks
    .filter(({ foretold }) => !foretold)
    .map(({ block }) => `the tick in block ${block} is not the one that was foretold`);
}

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

/** The reading that weighs most, and on which side of its target it lies. */
function causeText({ cause, source, readings }: ReportedTick): Markdown {
  const weightiest = readings.find(({ name }) => name === cause);
  const isLow = weightiest !== undefined && weightiest.readingWad < weightiest.targetWad;
  const words = cause === null ? "nothing" : `${cause} ${isLow ? "below" : "above"} target`;
  return text(`${words}${source === "supplied" ? " (supplied)" : ""}`);
}

function lower(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function higher(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
