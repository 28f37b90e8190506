import { instance } from "@viz-js/viz";
import type { Diagram, DiagramKind } from "../model/diagram.ts";
import { printable } from "../support/text.ts";
import { html } from "./html.ts";

const SHAPES: Readonly<Record<DiagramKind, string>> = {
  person: 'shape=box style="rounded,filled" fillcolor="#e9f7ef"',
  role: 'shape=hexagon style=filled fillcolor="#fdf3e1"',
  module: 'shape=box style=filled fillcolor="#e8f1fb"',
  fixed: 'shape=box peripheries=2 style=filled fillcolor="#eef0f3"',
};

const DIRECTIONS = { right: "LR", down: "TB" } as const;
const FONT = 'fontname="Helvetica,Arial,sans-serif" fontcolor="#101828"';
/** In points; a reader's letters may be wider than those that Graphviz has measured, which are larger for that. */
const SIZES = { box: { measured: 14, drawn: 12 }, arrow: { measured: 12.5, drawn: 10.5 } } as const;
const LEGEND: Readonly<Record<DiagramKind, string>> = {
  person: "green: an account",
  role: "orange: a role",
  module: "blue: stops while the system is paused",
  fixed: "double frame: never stops",
};

/**
 * Draws a diagram as a whole SVG document, by Graphviz as it is compiled for the Web: it measures letters by tables of its own, so
 * that the same diagram is the same text everywhere.
 */
export async function diagramSvg(diagram: Diagram): Promise<string> {
  const drawn = (await instance()).renderString(dotOf(diagram), { format: "svg", engine: "dot" });
  const [, width, height] = /<svg width="(\d+)pt" height="(\d+)pt"/.exec(drawn) ?? [];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${html(diagram.title)}</title>`,
    `<desc id="description">${html(`${diagram.boxes.length} boxes, ${diagram.arrows.length} arrows; ${diagram.source}`)}</desc>`,
    ...pictureOf(drawn),
    "</svg>",
    "",
  ].join("\n");
}

/** Without the root, and without names that only Graphviz knows. */
function pictureOf(drawn: string): readonly string[] {
  const from = drawn.indexOf("<g ");
  return drawn
    .slice(from, drawn.lastIndexOf("</svg>"))
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^<title>|^<!--/.test(line))
    .map((line) =>
      line.replace(
        /(?<=^<text [^>]*) font-size="([\d.]+)"/,
        (_, size) => ` font-size="${drawnSize(Number(size))}"`,
      ),
    );
}

function drawnSize(measured: number): number {
  return Object.values(SIZES).find((size) => size.measured === measured)?.drawn ?? measured;
}

function dotOf({ title, direction, boxes, arrows }: Diagram): string {
  const ids = new Map(boxes.map(({ id }, index) => [id, `n${index}`]));
  const legend = [
    ...[...new Set(boxes.map(({ kind }) => kind))].map((kind) => LEGEND[kind]),
    ...(arrows.some(({ style }) => style === "dotted") ? ["dotted: knows, and calls nothing by a role"] : []),
  ].join("; ");
  return [
    "digraph {",
    `graph [rankdir=${DIRECTIONS[direction]} bgcolor="#ffffff" nodesep=0.18 ranksep=0.35 labelloc=t labeljust=l label=${quoted([title, legend], "\\l")} ${FONT} fontsize=${SIZES.box.measured}]`,
    `node [${FONT} fontsize=${SIZES.box.measured} margin="0.1,0.05" height=0.3]`,
    `edge [${FONT} fontsize=${SIZES.arrow.measured} color="#475467" arrowsize=0.7]`,
    ...boxes.map(
      ({ id, name, lines, kind }) => `${ids.get(id)} [label=${quoted([name, ...lines])} ${SHAPES[kind]}]`,
    ),
    ...arrows.map(
      ({ from, to, lines, style }) =>
        `${ids.get(from)} -> ${ids.get(to)} [style=${style} label=${quoted(lines)}]`,
    ),
    "}",
  ].join("\n");
}

/**
 * A string of the DOT language, which reads backslashes and HTML's entities in it.
 *
 * @param lines attacker-controlled
 * @param end of each line: `\n` in the middle, `\l` to the left.
 */
function quoted(lines: readonly string[], end = "\\n"): string {
  const escaped = lines.map((line) =>
    printable(line)
      .replaceAll("\n", " ")
      .replaceAll("&", "&amp;")
      .replace(/["\\]/g, (character) => `\\${character}`),
  );
  return `"${escaped.map((line) => `${line}${end}`).join("")}"`;
}
