import { printable } from "../../src/support/text.ts";

/** What a Mermaid flowchart of the dossier says, for whoever does not see its drawing. */
export interface AtlasArrow {
  readonly from: string;
  readonly to: string;
  readonly what: string;
}

const BOX = /^ *(n\d+)(?:\(\[|\{\{|\[\[|\[)"([^"]*)"/;
const ARROW = /^ *(n\d+) (?:-->|-\.->)(?:\|"([^"]*)"\|)? (n\d+)$/;

/** @param text attacker-controlled; lines that are no arrows between boxes tell nothing */
export function arrowsOf(text: string): readonly AtlasArrow[] {
  const lines = text.split("\n");
  const boxes = new Map(
    lines.flatMap((line) => {
      const [, id = "", label = ""] = BOX.exec(line) ?? [];
      return id === "" ? [] : [[id, wordsOf(label)] as const];
    }),
  );
  return lines.flatMap((line) => {
    const [, from = "", label = "", to = ""] = ARROW.exec(line) ?? [];
    if (!boxes.has(from) || !boxes.has(to)) return [];
    return [{ from: boxes.get(from) ?? "", to: boxes.get(to) ?? "", what: wordsOf(label) }];
  });
}

/** A label of several lines in one; Mermaid's `#123;` is the character with that code point. */
function wordsOf(label: string): string {
  const text = label.replaceAll("<br/>", ", ").replace(/#(\d{1,7});/g, (entity, code) => {
    const point = Number(code);
    return point <= 0x10ffff ? String.fromCodePoint(point) : entity;
  });
  return printable(text);
}
