import { printable } from "../support/text.ts";

/** Characters that mean nothing to Mermaid anywhere in a label; all others become entity codes. */
const PLAIN = /[^\p{L}\p{N}\p{M} .,:/_+\u2013\u2014\u2019-]/gu;

/**
 * Makes attacker-controlled text safe for any place of a Mermaid diagram where text may stand. Mermaid shows
 * `#123;` as the character with that code point, without reading it as syntax or HTML.
 */
export function mermaidText(text: string): string {
  return printable(text)
    .replace(PLAIN, entity)
    .replace(/\bend\b/gi, (word) => entity(word.charAt(0)) + word.slice(1))
    .replace(/^( *)([-+]|\d+[.)])(?= )/, (_, indent: string, marker: string) => {
      return indent + marker.slice(0, -1) + entity(marker.slice(-1));
    });
}

/** A quoted label of several lines; each line is escaped. */
export function mermaidLabel(...lines: readonly string[]): string {
  return `"${lines.map(mermaidText).join("<br/>")}"`;
}

function entity(character: string): string {
  return `#${character.codePointAt(0)};`;
}
