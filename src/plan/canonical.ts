import type { Node } from "jsonc-parser";
import { z } from "zod";
import { PLAN } from "../errors/plan-errors.ts";
import { formatAmount, parseAmount } from "../support/amount.ts";
import { decode, schemaOf } from "./decode-plan.ts";
import { type Finding, reporter } from "./plan-finding.ts";
import { planSchema } from "./schema.ts";
import { unwrap } from "./schema-walk.ts";
import { type ParsedSource, parseSource, type Source } from "./source.ts";

/** As wide as a list or an object of plain values may get on one line. */
const WIDEST = 110;

/** What a rewrite would lose or could not write. */
const LOST: readonly unknown[] = [PLAN.DUPLICATE_KEY, PLAN.RESERVED_KEY, PLAN.BROKEN_TEXT];

/**
 * Reads a file that is to be rewritten. It has to be JSON without anything that a rewrite would lose, and may be an
 * unsound plan otherwise.
 *
 * @param text attacker-controlled
 */
export function parseForRewrite(text: string): ParsedSource {
  const parsed = parseSource(text);
  if (!parsed.ok) return parsed;
  const findings: Finding[] = [];
  decode(parsed.source, planSchema, reporter(findings), { at: () => null });
  const lost = findings.filter(({ descriptor }) => LOST.includes(descriptor));
  return lost.length === 0 ? parsed : { ok: false, findings: lost };
}

/**
 * The one way in which a plan is written: keys in the order of the schema and unknown ones after them, names of the
 * author's choice in the author's order, two spaces of indentation, amounts as strings without needless zeros.
 */
export function canonicalText({ text, root }: Source): string {
  return `${new Writer(text).value(root, planSchema, "", 0)}\n`;
}

/** @param plan as its file shall say it: JSON values only */
export function planText(plan: object): string {
  const parsed = parseSource(JSON.stringify(plan));
  if (!parsed.ok) throw new RangeError("a value that is no JSON cannot be written as a plan");
  return canonicalText(parsed.source);
}

class Writer {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param used characters of the line that stand before the value, and after it at least */
  value(node: Node, schema: z.ZodType | undefined, indent: string, used: number): string {
    const wanted = unwrap(schema);
    if (node.type === "object") return this.#object(node, wanted, indent, used);
    if (node.type === "array") return this.#array(node, wanted, indent, used);
    if (wanted instanceof z.ZodBigInt) return this.#amount(node);
    return this.#scalar(node);
  }

  #object(node: Node, wanted: z.ZodType | undefined, indent: string, used: number): string {
    const inner = `${indent}  `;
    const properties = inOrder(node.children ?? [], wanted);
    const entries = properties.map(([key, child]) => {
      const name = `${JSON.stringify(key)}: `;
      return `${name}${this.value(child, schemaOf(wanted, key), inner, inner.length + name.length + 1)}`;
    });
    if (entries.length === 0) return "{}";
    const line = `{ ${entries.join(", ")} }`;
    const isRoot = indent === "" && used === 0;
    const isPlain = !isRoot && properties.every(([, child]) => !isContainer(child));
    return isPlain && used + line.length <= WIDEST ? line : block("{", entries, "}", indent);
  }

  #array(node: Node, wanted: z.ZodType | undefined, indent: string, used: number): string {
    const element = wanted instanceof z.ZodArray ? (wanted.element as z.ZodType) : undefined;
    const inner = `${indent}  `;
    const children = node.children ?? [];
    const values = children.map((child) => this.value(child, element, inner, inner.length + 1));
    const line = `[${values.join(", ")}]`;
    const isPlain = !children.some(isContainer);
    return isPlain && used + line.length <= WIDEST ? line : block("[", values, "]", indent);
  }

  #amount(node: Node): string {
    const written = this.#scalar(node);
    const parsed = parseAmount(node.type === "string" ? node.value : written);
    return parsed.ok ? JSON.stringify(formatAmount(parsed.wei)) : written;
  }

  /** Numbers as the file has them, so that none passes through a float. */
  #scalar(node: Node): string {
    if (node.type === "string") return JSON.stringify(node.value);
    return this.#text.slice(node.offset, node.offset + node.length);
  }
}

function isContainer({ type }: Node): boolean {
  return type === "object" || type === "array";
}

function block(opening: string, lines: readonly string[], closing: string, indent: string): string {
  return `${opening}\n${lines.map((line) => `${indent}  ${line}`).join(",\n")}\n${indent}${closing}`;
}

/** An object's entries: known keys as the schema orders them, then the rest as the file does. */
function inOrder(properties: readonly Node[], wanted: z.ZodType | undefined): [string, Node][] {
  const entries = properties.flatMap(({ children: [name, child] = [] }): [string, Node][] =>
    name && child ? [[name.value, child]] : [],
  );
  const order = new Map(
    wanted instanceof z.ZodObject ? Object.keys(wanted.shape).map((key, index) => [key, index]) : [],
  );
  const rank = ([key]: readonly [string, Node]): number => order.get(key) ?? order.size;
  return entries.toSorted((a, b) => rank(a) - rank(b));
}
