import type { Node } from "jsonc-parser";
import { z } from "zod";
import { PLAN } from "../errors/plan-errors.ts";
import { parseAmount } from "../support/amount.ts";
import type { Examples } from "./examples.ts";
import { fieldName, type Path, type Report } from "./plan-finding.ts";
import { unwrap } from "./schema-walk.ts";
import type { Source } from "./source.ts";

/** A document of plain values in which every amount is an integer, and the paths whose values cannot be used. */
export interface Decoded {
  readonly value: unknown;
  readonly unusable: readonly Path[];
}

/**
 * Turns the tree into values as `schema` asks for them: where it wants a bigint, a decimal string or number is read
 * from the source text, so that no amount ever passes through a float.
 */
export function decode(
  source: Source,
  schema: z.ZodType,
  report: Report,
  examples: Pick<Examples, "at">,
): Decoded {
  const unusable: Path[] = [];
  const value = new Decoder(source.text, report, unusable, examples).value(source.root, schema, []);
  return { value, unusable };
}

class Decoder {
  readonly #text: string;
  readonly #report: Report;
  readonly #unusable: Path[];
  readonly #examples: Pick<Examples, "at">;

  constructor(text: string, report: Report, unusable: Path[], examples: Pick<Examples, "at">) {
    this.#examples = examples;
    this.#text = text;
    this.#report = report;
    this.#unusable = unusable;
  }

  value(node: Node, schema: z.ZodType | undefined, path: Path): unknown {
    const wanted = unwrap(schema);
    if (node.type === "object") return this.#object(node, wanted, path);
    if (node.type === "array") return this.#array(node, wanted, path);
    if (wanted instanceof z.ZodBigInt && isScalarText(node)) return this.#amount(node, path);
    if (node.type === "string") return this.#string(node.value, path);
    return node.value;
  }

  #array(node: Node, wanted: z.ZodType | undefined, path: Path): unknown[] {
    const element = wanted instanceof z.ZodArray ? (wanted.element as z.ZodType) : undefined;
    return (node.children ?? []).map((child, index) => this.value(child, element, [...path, index]));
  }

  #object(node: Node, wanted: z.ZodType | undefined, path: Path): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const property of node.children ?? []) {
      const [name, child] = property.children ?? [];
      if (!name || !child) continue;
      const key: string = name.value;
      const place = [...path, key];
      if (this.#keyIsUsable(key, result, place, name.offset)) {
        result[key] = this.value(child, schemaOf(wanted, key), place);
      }
    }
    return result;
  }

  #keyIsUsable(key: string, taken: object, path: Path, offset: number): boolean {
    const field = fieldName(path);
    if (key === "__proto__") this.#report(PLAN.RESERVED_KEY, { field }, path, { offset });
    else if (!key.isWellFormed()) this.#report(PLAN.BROKEN_TEXT, { field }, path, { offset });
    else if (Object.hasOwn(taken, key)) this.#report(PLAN.DUPLICATE_KEY, { field }, path, { offset });
    else return true;
    return false;
  }

  #string(text: string, path: Path): string {
    if (!text.isWellFormed()) {
      this.#report(PLAN.BROKEN_TEXT, { field: fieldName(path) }, path);
      this.#unusable.push(path);
    }
    return text;
  }

  #amount(node: Node, path: Path): bigint {
    const found =
      node.type === "string" ? node.value : this.#text.slice(node.offset, node.offset + node.length);
    const parsed = parseAmount(found);
    if (parsed.ok) return parsed.wei;
    const example = this.#examples.at(path) ?? '"1500.5"';
    this.#report(PLAN.BAD_AMOUNT, { field: fieldName(path), found, reason: parsed.reason, example }, path);
    this.#unusable.push(path);
    return 1n;
  }
}

function isScalarText(node: Node): boolean {
  return node.type === "string" || node.type === "number";
}

/** The schema of a key's value, if the key is one that `wanted` knows. */
export function schemaOf(wanted: z.ZodType | undefined, key: string): z.ZodType | undefined {
  if (wanted instanceof z.ZodRecord) return wanted.valueType as z.ZodType;
  if (!(wanted instanceof z.ZodObject) || !Object.hasOwn(wanted.shape, key)) return undefined;
  return wanted.shape[key] as z.ZodType;
}
