import type { Field } from "../model/field.ts";

/** As far as {@link fieldsOf} reads it. */
interface Node {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** @param schema a JSON Schema as `planJsonSchema` makes it @returns every property, in the order of the schema */
export function fieldsOf(schema: Record<string, unknown>): Field[] {
  return below(schema as Node, "");
}

function below(node: Node, path: string): Field[] {
  const named = Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const own = path === "" ? name : `${path}.${name}`;
    return [fieldOf(child, own, node.required?.includes(name) ?? false), ...below(child, own)];
  });
  const inList = node.items ? below(node.items, `${path}[]`) : [];
  return [...named, ...inList];
}

function fieldOf(node: Node, path: string, required: boolean): Field {
  return {
    path,
    type: typeOf(node),
    isNumber: node.type === "integer" || isAmount(node),
    required,
    limits: limitsOf(node),
    description: node.description ?? "",
    standard: node.default,
  };
}

/** Amounts are strings or numbers in a file. */
function isAmount({ type }: Node): boolean {
  return Array.isArray(type);
}

function typeOf(node: Node): string {
  if (isAmount(node)) return "amount";
  if (node.enum) return "choice";
  if (node.type === "integer") return "whole number";
  if (node.type === "string") return "text";
  if (node.type === "array") return `list of ${plural(typeOf(node.items ?? {}))}`;
  if (typeof node.additionalProperties === "object")
    return `object of ${plural(typeOf(node.additionalProperties))}`;
  if (node.anyOf) return node.anyOf.map(typeOf).join(" or ");
  if (node.type === "boolean") return "true or false";
  return node.type === undefined ? "value" : "object";
}

function plural(type: string): string {
  return type.includes(" ") ? type : `${type}s`;
}

function limitsOf(node: Node): string {
  if (node.enum) return node.enum.join(", ");
  if (isAmount(node)) return node.exclusiveMinimum === undefined ? "" : "more than 0";
  if (node.type === "integer") return span(node.minimum, node.maximum, "");
  if (node.type === "string") return span(node.minLength, node.maxLength, " characters");
  return span(node.minItems, node.maxItems, " entries");
}

function span(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && most !== undefined) return `${least}–${most}${unit}`;
  if (most !== undefined) return `at most ${most}${unit}`;
  return least === undefined ? "" : `at least ${least}${unit}`;
}
