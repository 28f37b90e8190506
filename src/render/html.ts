import { printable } from "../support/text.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Makes attacker-controlled text safe as HTML or SVG text and as a quoted attribute value. */
export function html(value: string): string {
  return printable(value).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

const CHARACTERS = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));

/** What {@link html} made of a text, as the text. @param markup attacker-controlled */
export function plain(markup: string): string {
  return printable(markup.replace(/&#?\w+;/g, (entity) => CHARACTERS.get(entity) ?? entity));
}
