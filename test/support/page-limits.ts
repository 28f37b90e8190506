/** What holds of every page that people read, wherever it is shown. */

const LONGEST_LINE = 400;
const WIDEST_TABLE = 120;

/** @returns what of a page is wider than a screen, or more exact than a reader asks for. */
export function faultsOfPage(page: string): string[] {
  const lines = page.split("\n");
  return [
    ...lines.filter(({ length }) => length > LONGEST_LINE).map((line) => `too long: ${line.slice(0, 80)}`),
    ...tablesOf(lines)
      .filter((rows) => widthOf(rows) > WIDEST_TABLE)
      .map((rows) => `${widthOf(rows)} wide: ${rows[0]?.slice(0, 80)}`),
    ...lines.filter((line) => /\.\d{6,}/.test(line)).map((line) => `too exact: ${line.slice(0, 80)}`),
    ...lines.filter((line) => /\bbps\b/.test(line)).map((line) => `basis points: ${line.slice(0, 80)}`),
  ];
}

/** The rows of each table, without the rule under its head. */
function tablesOf(lines: readonly string[]): string[][] {
  const tables: string[][] = [];
  lines.forEach((line, index) => {
    if (!line.startsWith("| ")) return;
    if (!lines[index - 1]?.startsWith("| ")) tables.push([]);
    if (!/^\| (:?-+:? \| )*:?-+:? \|$/.test(line)) tables.at(-1)?.push(line);
  });
  return tables;
}

/** As a terminal would show it: each column as wide as its widest line, with bars between. */
function widthOf(rows: readonly string[]): number {
  const cells = rows.map((row) => row.slice(2, -2).split(" | ").map(shownLines));
  const columns = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.flatMap((row) => (row[column] ?? []).map((line) => [...line].length))),
  );
  return columns.reduce((sum, width) => sum + width + 3, 1);
}

/** The text of a cell, line by line: links by their labels, code without its ticks, escapes resolved. */
function shownLines(cell: string): string[] {
  return cell.split("<br>").map((line) =>
    line
      .replace(/\[((?:\\.|[^\]\\])*)\](\[[^\]]*\]|\([^)]*\))/g, "$1")
      .replace(/<\/?code>/g, "")
      .replace(/(`+) ?(.*?) ?\1/g, "$2")
      .replace(/&#?\w+;/g, "x")
      .replace(/\\(.)/g, "$1"),
  );
}
