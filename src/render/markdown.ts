/** render: models to text, Markdown, Mermaid, SVG and HTML. Knows how things look; computes nothing. */

import { printable } from "../support/text.ts";
import { reasonAgainstDrawing } from "./mermaid-limits.ts";

declare const rendered: unique symbol;

/** Finished GitHub-flavoured Markdown of one line, safe in running text and in a table cell. */
export type Markdown = string & { readonly [rendered]: true };

/** Makes attacker-controlled text show as it is: no markup, link, image, formula, HTML or line break. */
export function text(value: string): Markdown {
  return printable(value)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]#|~!$]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/\b(www)\./gi, "$1\\.")
    .replace(/^(\s*)([-+=]|\d+(?=[.)](?:\s|$)))/, (_, indent: string, marker: string) => {
      return `${"&nbsp;".repeat(indent.length)}${/\d/.test(marker) ? `${marker}\\` : `\\${marker}`}`;
    })
    .replace(/^\s+|\s+$/g, (spaces) => "&nbsp;".repeat(spaces.length)) as Markdown;
}

/**
 * Inline code, whatever backticks the value has. A "|" would end a table cell even in code, and readers disagree on how
 * to escape it there, so a value with one becomes an HTML element.
 */
export function code(value: string): Markdown {
  const shown = printable(value);
  if (shown.includes("|")) return `<code>${text(shown).replaceAll("\\|", "&#124;")}</code>` as Markdown;
  const ticks = "`".repeat(longestRun(shown) + 1);
  const pad = /^`|`$|^$|^ .* $/.test(shown) && !/^ +$/.test(shown) ? " " : "";
  return `${ticks}${pad}${shown}${pad}${ticks}` as Markdown;
}

/** @param level 1 to 6 */
export function heading(level: number, title: string): string {
  return `${"#".repeat(level)} ${text(title)}\n`;
}

/** A table; numbers are easier to read on the right. Without a row it says that there is none. */
export function table(
  columns: readonly { readonly title: string; readonly align?: "left" | "right" }[],
  rows: readonly (readonly Markdown[])[],
): string {
  if (rows.length === 0) return "None.\n";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = columns.map(({ align }) => (align === "right" ? "---:" : "---"));
  const lines = [line(columns.map(({ title }) => text(title))), line(rule), ...rows.map(line)];
  return `${lines.join("\n")}\n`;
}

/**
 * A fenced block that nothing inside of `content` can close (CommonMark 0.31 §4.5). A diagram that will not be drawn says so
 * above it.
 */
export function fence(language: "json" | "mermaid" | "text" | "sh", content: string): string {
  const ticks = "`".repeat(Math.max(3, longestRun(content) + 1));
  const end = content.endsWith("\n") ? "" : "\n";
  const reason = language === "mermaid" ? reasonAgainstDrawing(content) : null;
  const note = reason === null ? "" : `${reason}\n\n`;
  return `${note}${ticks}${language}\n${content}${end}${ticks}\n`;
}

function longestRun(value: string): number {
  return Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
}
