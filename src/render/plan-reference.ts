import type { Field } from "../model/field.ts";
import { code, heading, type Markdown, table, text } from "./markdown.ts";

const COLUMNS = [{ title: "Field" }, { title: "Type" }, { title: "Needed" }, { title: "Meaning" }];

/** Every field of a plan as Markdown: one table for the plan's own fields, one for what is inside each of them. */
export function planReference(fields: readonly Field[]): string {
  const top = fields.filter(({ path }) => !path.includes("."));
  const parts = top.flatMap(({ path }) => {
    const inner = fields.filter((field) => new RegExp(`^${escaped(path)}(\\[\\])?\\.`).test(field.path));
    return inner.length === 0 ? [] : [heading(2, path), table(COLUMNS, inner.map(row))];
  });
  return [
    heading(1, "The fields of a plan"),
    "Printed by `omnisovereign plan schema --markdown`. `[]` stands for each entry of a list.\n",
    table(COLUMNS, top.map(row)),
    ...parts,
  ].join("\n");
}

function row({ path, type, limits, required, description }: Field): readonly Markdown[] {
  const kind = limits === "" ? type : `${type}: ${limits}`;
  return [code(path), text(kind), text(required ? "yes" : "no"), text(description)];
}

function escaped(path: string): string {
  return path.replaceAll("$", "\\$");
}
