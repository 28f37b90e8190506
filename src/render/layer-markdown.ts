import type { ReportBase, ReportedCourse, SettledJob } from "../model/layer-report.ts";
import { decimal, duration, percent, ROUNDING, readable, tokens } from "../support/figures.ts";
import { fileName, type Links } from "./links.ts";
import { code, heading, type Markdown, table, text } from "./markdown.ts";
import { type Verdict, verdictMarkdown } from "./page-verdict.ts";

/** Tokens of an 18-decimal integer. */
export function amount(wei: bigint): Markdown {
  return figureText(tokens(wei));
}

/** A temperature, an entropy, or whatever else is no token, of an 18-decimal integer. */
export function figure(wad: bigint): Markdown {
  return figureText(decimal(wad));
}

/** A share of a whole; nothing where there was nothing to share. */
export function share(bps: bigint | number | string | null): Markdown {
  return figureText(bps === null ? "–" : percent(bps));
}

/** Digits, points and signs mean nothing inside of a line; what is less than can be shown has a sign of HTML. */
export function figureText(shown: string): Markdown {
  return shown.replace("<", "&lt;").replace(">", "&gt;") as Markdown;
}

export function timeSpan(seconds: bigint | number): Markdown {
  return figureText(duration(seconds));
}

/** How a layer's report begins: the title, what came of it, and its purpose. */
export function layerHead(layer: string, { initiative, objective }: ReportBase, verdict: Verdict): string[] {
  return [heading(1, `${layer}: ${initiative}`), verdictMarkdown(verdict), `${text(objective)}\n`];
}

/** Where the figures of a page stand whole. */
export function exactNote(links: Links, paths: readonly string[]): string {
  const linked = paths.map((path) => links.to(path, fileName(path)));
  return `${text(ROUNDING)} Every figure stands exactly in ${linked.join(", ")}, or in the receipt that its line links.\n`;
}

/** Jobs that ended otherwise than with an approval. */
export function jobFaults(jobs: readonly SettledJob[]): string[] {
  return jobs
    .filter(({ outcome }) => outcome !== "approved")
    .map(({ id, outcome }) => `job ${id} ended ${outcome}`);
}

/** Jobs that nobody posted, since what they wait for was given up. */
export function leftFaults(courses: readonly ReportedCourse[]): string[] {
  return courses.filter(({ isPosted }) => !isPosted).map(({ id, came }) => `job ${id} was ${came}`);
}

/** Who plays the addresses that a plan names, as far as it names any. */
export function standInSection({ standIns }: ReportBase): string[] {
  if (standIns.length === 0) return [];
  return [
    heading(2, "Stand-ins"),
    "The plan names these by address. Nobody here holds their keys, so that in this rehearsal a local account stands in for each; nothing was done by the address itself.\n",
    table(
      [{ title: "Address in the plan" }, { title: "Stand-in account" }],
      standIns.map(({ plays, address }) => [code(plays), code(address)]),
    ),
  ];
}

/** What was drawn for each job, beside what came of it; nothing without jobs. */
export function courseSection(courses: readonly ReportedCourse[]): string[] {
  if (courses.length === 0) return [];
  return [
    heading(2, "What was drawn, what came of it"),
    "What people do is simulated, drawn from the plan's seed by its odds or said by the plan; what came of it is the chain's.\n",
    table(
      [{ title: "Job" }, { title: "Drawn" }, { title: "What came of it" }],
      courses.map(({ id, drawn, came }) => [text(id), text(readable(drawn)), text(readable(came))]),
    ),
  ];
}
