import { fitTable } from "./fit-table.ts";

/** Columns of running text; a quote of it has room for its mark. */
const PROSE_COLUMNS = 110;

/**
 * A whole page of Markdown: lines of running text are broken where a space stands, cells of tables by `<br>`, so that no line is
 * wider than a page. Fenced blocks, headings and link definitions stay as they are.
 *
 * @param parts each ending with a line break; a blank line comes between two of them.
 */
export function page(parts: readonly string[]): string {
  const lines = parts.join("\n").split("\n");
  const done: string[] = [];
  for (let index = 0; index < lines.length; ) {
    const length = blockLength(lines, index);
    done.push(...laidOut(lines.slice(index, index + length)));
    index += length;
  }
  return done.join("\n");
}

/** How many lines from the first on are one fenced block, one table, or neither. */
function blockLength(lines: readonly string[], first: number): number {
  const line = lines[first] ?? "";
  const ticks = /^`{3,}(?=[a-z]+$)/.exec(line)?.[0];
  const end =
    ticks === undefined
      ? isRow(line)
        ? lines.findIndex((each, index) => index > first && !isRow(each))
        : first + 1
      : lines.indexOf(ticks, first + 1) + 1;
  return (end <= first ? lines.length : end) - first;
}

function laidOut(lines: readonly string[]): readonly string[] {
  const [first = ""] = lines;
  if (isRow(first)) return fittedTable(lines);
  return lines.length > 1 ? lines : wrapLine(first);
}

function isRow(line: string): boolean {
  return line.startsWith("| ");
}

/** The rule under the head says how to align and has no text. */
function fittedTable([head = "", rule = "", ...body]: readonly string[]): readonly string[] {
  const [first = [], ...rest] = fitTable([head, ...body].map(cellsOf));
  return [rowOf(first), rule, ...rest.map(rowOf)];
}

/** No cell has an unescaped bar. */
function cellsOf(row: string): readonly string[] {
  return row.slice(2, -2).split(" | ");
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Lists and quotes go on with what belongs to them. */
function wrapLine(line: string): readonly string[] {
  if (line.length <= PROSE_COLUMNS || /^(#|\[r\d+\]: )/.test(line)) return [line];
  const indent = line.startsWith("> ") ? "> " : line.startsWith("- ") ? "  " : "";
  const lines: string[] = [];
  for (const part of partsOf(line)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= PROSE_COLUMNS)
      lines.push(`${lines.pop()} ${part}`);
    else lines.push(last === undefined ? part : `${indent}${part}`);
  }
  return lines;
}

/** A line may end at a single space before a letter or a link: nothing else there could begin a list, a heading or a rule. */
function partsOf(line: string): readonly string[] {
  return line.split(/(?<=\S) (?=[\p{L}[(])/u);
}
