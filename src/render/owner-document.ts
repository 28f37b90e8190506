import { ROUNDING } from "../support/figures.ts";
import { printable } from "../support/text.ts";
import { code, heading, table, text } from "./markdown.ts";
import { page } from "./page.ts";
import { type Verdict, verdictMarkdown } from "./page-verdict.ts";

/** A report before it has a format. All texts are attacker-controlled: each format escapes them. */
export interface ReportDocument {
  readonly title: string;
  readonly verdict: Verdict;
  /** The JSON document beside it, in which every figure stands exactly. */
  readonly exact: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly align?: "left" | "right" }[];
  readonly rows: readonly (readonly Cell[])[];
  /** Said instead of an empty table. */
  readonly empty: string;
  /** Said before the table: what was folded into a count. */
  readonly folded?: string;
}

export type Cell = string | { readonly code: string };

export function documentMarkdown({ title, verdict, exact, facts, sections }: ReportDocument): string {
  return page([
    heading(1, title),
    verdictMarkdown(verdict),
    `${ROUNDING} Every figure stands exactly in [${text(exact)}](${exact}).\n`,
    `${facts.map(([name, value]) => `- ${text(name)}: ${text(value)}`).join("\n")}\n`,
    ...sections.flatMap((section) => [heading(2, section.title), sectionMarkdown(section)]),
  ]);
}

function sectionMarkdown({ columns, rows, empty, folded }: ReportSection): string {
  const before = folded === undefined ? "" : `${text(folded)}\n\n`;
  if (rows.length === 0) return `${before}${text(empty)}\n`;
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === "string" ? text(cell) : code(cell.code))),
  );
  return `${before}${table(columns, cells)}`;
}

/** For a terminal: no markup, columns in line. */
export function documentText({ title, verdict, facts, sections }: ReportDocument): string {
  return [
    printable(title),
    `  ${printable(verdict.lead)} ${printable(verdict.told)}`,
    ...facts.map(([name, value]) => `  ${printable(name)}: ${printable(value)}`),
    ...sections.flatMap((section) => ["", printable(section.title), ...sectionText(section)]),
    "",
  ].join("\n");
}

function sectionText({ columns, rows, empty, folded }: ReportSection): string[] {
  const before = folded === undefined ? [] : [`  ${printable(folded)}`];
  if (rows.length === 0) return [...before, `  ${printable(empty)}`];
  const lines = [columns.map((column) => column.title), ...rows.map((row) => row.map(cellText))].map((line) =>
    line.map(printable),
  );
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const told = lines.map((line) => {
    const padded = line.map((value, index) =>
      columns[index]?.align === "right"
        ? value.padStart(widths[index] ?? 0)
        : value.padEnd(widths[index] ?? 0),
    );
    return `  ${padded.join("  ")}`.trimEnd();
  });
  return [...before, ...told];
}

export function cellText(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.code;
}
