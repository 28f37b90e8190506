import { code } from "./markdown.ts";

/** Columns of text that a table may take, its bars included: 120, less the marks around what stands as code in two of them. */
const PAGE_COLUMNS = 116;

/** No column is made narrower than this for the sake of another. */
const NARROWEST = 8;

/** A bar, and a space on either side of each cell. */
const BARS = 3;

/** What the cells of tables are made of. */
const TOKEN =
  /<br>|<code>(?<element>.*?)<\/code>|(?<ticks>`+)(?<code>.+?)(?<!`)\k<ticks>(?!`)|\[(?<label>(?:\\.|[^\]\\])*)\](?<target>\([^)]*\)|\[[^\]]*\])|\\.|&#?\w+;|./gsu;

/** What a reader sees as one character. */
interface Glyph {
  readonly source: string;
  /** Neighbours of one style are of one token. */
  readonly style: Style;
}

interface Style {
  /** @param inside sources of glyphs that stand together in one line. */
  readonly close: (inside: string) => string;
}

const PLAIN: Style = { close: (inside) => inside };

/**
 * Breaks lines in the cells of a table that would be wider than a page, those of the widest columns first. Cells are made of
 * `text`, `code`, links and `<br>`.
 *
 * @param rows all as long as the first, which is the head.
 */
export function fitTable(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const widths = longestOf(rows, ({ length }) => length);
  const room = PAGE_COLUMNS - BARS * widths.length - 1;
  if (sum(widths) <= room) return rows;
  const limits = limitsOf(widths, longestOf(rows, longestStretch), room);
  return rows.map((row) => row.map((cell, index) => wrapCell(cell, limits[index] ?? NARROWEST)));
}

/** One limit for all columns that are wider than it, as high as there is room; names are broken last. */
function limitsOf(widths: readonly number[], pieces: readonly number[], room: number): number[] {
  for (const isWhole of [true, false]) {
    for (let limit = PAGE_COLUMNS; limit >= NARROWEST; limit -= 1) {
      const limits = widths.map((width, index) =>
        Math.min(width, Math.max(limit, isWhole ? (pieces[index] ?? 0) : 0)),
      );
      if (sum(limits) <= room) return limits;
    }
  }
  return widths.map((width) => Math.min(width, NARROWEST));
}

/** The most glyphs between two places where a line may be broken. */
function longestStretch(line: readonly Glyph[]): number {
  let longest = 0;
  let start = 0;
  line.forEach((glyph, index) => {
    if (!mayBreakBefore(line, index + 1) && index + 1 < line.length) return;
    longest = Math.max(longest, index + 1 - start - (isSpace(glyph) ? 1 : 0));
    start = index + 1;
  });
  return longest;
}

function wrapCell(cell: string, most: number): string {
  return linesOf(cell)
    .flatMap((line) => wrapLine(line, most))
    .map(sourceOf)
    .join("<br>");
}

function wrapLine(line: readonly Glyph[], most: number): (readonly Glyph[])[] {
  if (line.length <= most) return [line];
  const end = endOfLine(line, most);
  const rest = line.slice(end);
  const shown = line.slice(0, end);
  return [trimmed(shown), ...wrapLine(trimmed(rest), most)];
}

/** Behind the last space that fits, else behind the last part of a name, else where there is no more room. */
function endOfLine(line: readonly Glyph[], most: number): number {
  const places = Array.from({ length: most }, (_, index) => most - index);
  const space = isSpace(line[most]) ? most : places.find((place) => isSpace(line[place - 1]) && place > 1);
  return space ?? places.find((place) => mayBreakBefore(line, place)) ?? most;
}

function mayBreakBefore(line: readonly Glyph[], index: number): boolean {
  const [before, after] = [line[index - 1], line[index]];
  if (before === undefined || after === undefined) return false;
  if (isSpace(before) || isSpace(after)) return true;
  return /[./_:@-]$/.test(before.source) && /^\p{L}/u.test(after.source);
}

function isSpace(glyph: Glyph | undefined): boolean {
  return glyph?.source === " ";
}

function trimmed(line: readonly Glyph[]): readonly Glyph[] {
  const isKept = (glyph: Glyph) => !isSpace(glyph);
  return line.slice(Math.max(0, line.findIndex(isKept)), line.findLastIndex(isKept) + 1);
}

function linesOf(cell: string): (readonly Glyph[])[] {
  const lines: Glyph[][] = [[]];
  for (const match of cell.matchAll(TOKEN)) {
    if (match[0] === "<br>") lines.push([]);
    else lines.at(-1)?.push(...glyphsOf(match));
  }
  return lines;
}

function glyphsOf({ 0: source, groups = {} }: RegExpExecArray | RegExpMatchArray): Glyph[] {
  const { element, code: inside, label, target } = groups;
  if (inside !== undefined) return characters(unpadded(inside), { close: (own) => code(own) });
  if (element !== undefined) return tokens(element, { close: (own) => `<code>${own}</code>` });
  if (label !== undefined) return tokens(label, { close: (own) => `[${own}]${target}` });
  return [{ source, style: PLAIN }];
}

function characters(value: string, style: Style): Glyph[] {
  return [...value].map((source) => ({ source, style }));
}

/** Escaped text: an escape is one glyph. */
function tokens(value: string, style: Style): Glyph[] {
  return (value.match(/\\.|&#?\w+;|./gsu) ?? []).map((source) => ({ source, style }));
}

/** CommonMark 0.31 §6.1: one space on either side belongs to the ticks, unless there are only spaces. */
function unpadded(inside: string): string {
  return /^ .*[^ ].* $/.test(inside) ? inside.slice(1, -1) : inside;
}

function sourceOf(line: readonly Glyph[]): string {
  const runs: { readonly style: Style; source: string }[] = [];
  for (const { source, style } of line) {
    const last = runs.at(-1);
    if (last?.style === style) last.source += source;
    else runs.push({ style, source });
  }
  return runs.map(({ style, source }) => style.close(source)).join("");
}

/** Of each column. Cell by cell: the glyphs of a table of any length together would fill the memory. */
function longestOf(
  rows: readonly (readonly string[])[],
  measure: (line: readonly Glyph[]) => number,
): number[] {
  return (rows[0] ?? []).map((_, index) =>
    rows.reduce(
      (longest, row) =>
        linesOf(row[index] ?? "").reduce((most, line) => Math.max(most, measure(line)), longest),
      0,
    ),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
